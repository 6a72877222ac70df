import Audit
import Diagnostics
import GitStore

/// The lines that the promotions of a period are on, where production is a series of tags.
///
/// A promotion goes on with a line where that line's newest one is all that it stands on. Everything else begins a line
/// of its own: a fix of an old release, and a release that another line was merged into.
struct ProductionLines {
  struct Line {
    /// Places in ``TagHistory/promotions``, oldest first.
    var promotions: [Int]
    /// What production had before its first one: the nearest tagged ancestors.
    var below: [ObjectID]
    /// See ``TagHistory/Promotion/goesOn``, for its first one.
    var goesOn: Bool
  }

  let history: TagHistory
  /// In the order of their first promotions.
  private(set) var lines: [Line] = []
  /// The promotions of the period, oldest first.
  let places: [Int]
  /// The newest promotion before the end of the period; `nil` where there is none.
  let newest: Int?
  let tips: [ObjectID]
  let bases: [ObjectID]
  /// All that production was promoted to before the end of the period: what the next report need not look at.
  let covered: [ObjectID]

  /// - Parameter covered: What earlier reports have had; empty where dates alone say what belongs to the period.
  init(_ history: TagHistory, _ period: Period, now: Instant, covered: [ObjectID]) {
    self.history = history
    let before = history.promotions.indices.filter {
      history.promotions[$0].at < period.until || period.until > now
    }
    places = before.filter { place in
      covered.isEmpty
        ? history.promotions[place].at >= period.since : history.owner(of: history.promotions[place].commit) == place
    }
    newest = places.last ?? before.last
    tips = history.tips(of: places)
    bases = history.bases(of: Set(places), covered: covered)
    self.covered = history.tips(of: before)
    for place in places { add(place) }
  }

  private mutating func add(_ place: Int) {
    let promotion = history.promotions[place]
    let index =
      !promotion.goesOn
      ? nil
      : lines.firstIndex { line in
        line.promotions.last.map { [history.promotions[$0].commit] == promotion.below } ?? false
      }
    if let index {
      lines[index].promotions.append(place)
    } else {
      lines.append(Line(promotions: [place], below: promotion.below, goesOn: promotion.goesOn))
    }
  }

  /// Returns the lines as a report names them.
  var named: [ProductionLine] {
    lines.map { line in
      let last = history.promotions[line.promotions[line.promotions.count - 1]]
      return ProductionLine(name: last.tag.name, below: line.below, tip: last.commit)
    }
  }
}
