import Diagnostics
import GitStore

/// The promotions of a series of tags in the order in which they reached production, and which of them brought in which
/// commit.
///
/// All history below the tags is read once. Dates are anybody's to write, so a promotion is taken to be no older than its
/// commit, and no newer than a promotion that holds it; a date after now says nothing, and the newest possible date
/// below the tag stands for it.
struct TagHistory {
  struct Promotion {
    /// The tag that promoted it, with the earliest date if there are several.
    var tag: TagSeries.Tag
    /// When it was promoted, as far as dates can tell.
    var at: Instant
    /// Its nearest tagged ancestors, without those that others of them reach.
    var below: [ObjectID]
    /// A Boolean value that tells whether these are one, and it is the nearest on its first-parent line: no other line
    /// was merged in between.
    var goesOn: Bool

    var commit: ObjectID { tag.commit }
  }

  /// Oldest first; an ancestor stands before what descends from it.
  private(set) var promotions: [Promotion] = []
  private var numbers: [ObjectID: Int] = [:]
  private var ids: [ObjectID] = []
  private var parents: [[Int32]] = []
  private var dates: [Instant] = []
  /// By commit, the place in ``promotions`` of the one that brought it in; -1 where what was covered before has it.
  private var owners: [Int32?] = []

  /// - Parameters:
  ///   - now: The clock.
  ///   - covered: What earlier reports have had, with all that it reaches. It must be there.
  init(
    _ repository: Repository, _ series: TagSeries, now: Instant, covered: [ObjectID] = []
  ) throws(GitError) {
    for id in series.tags.map(\.commit) + covered { try load(id, repository) }
    let order = sorted()
    var latest = dates.map { $0 <= now ? $0 : Instant(seconds: 0) }
    for number in order { for parent in parents[number] { latest[number] = max(latest[number], latest[Int(parent)]) } }
    var tags: [Int: TagSeries.Tag] = [:]
    var promoted = [Instant](repeating: Instant(seconds: .max), count: ids.count)
    for tag in series.tags {
      guard let number = numbers[tag.commit] else { continue }
      let at = tag.at > now ? latest[number] : max(tag.at, dates[number] <= now ? dates[number] : tag.at)
      if tags[number] == nil || at < promoted[number] { tags[number] = tag }
      promoted[number] = min(promoted[number], at)
    }
    for number in order.reversed() {
      for parent in parents[number] { promoted[Int(parent)] = min(promoted[Int(parent)], promoted[number]) }
    }
    owners = Array(repeating: nil, count: ids.count)
    for id in covered { if let number = numbers[id] { own(number, -1) } }
    let sequence = order.enumerated().filter { tags[$1] != nil }.sorted { a, b in
      (promoted[a.element], a.offset) < (promoted[b.element], b.offset)
    }
    let tagged = Set(tags.keys)
    for (_, number) in sequence {
      guard let tag = tags[number] else { continue }
      own(number, Int32(promotions.count))
      let below = below(number, tagged)
      promotions.append(
        Promotion(
          tag: tag, at: promoted[number], below: below,
          goesOn: below.count == 1 && onLine(number, tagged).map { ids[$0] } == below[0]))
    }
  }

  private mutating func load(_ tip: ObjectID, _ repository: Repository) throws(GitError) {
    var stack = [number(of: tip)]
    while let next = stack.popLast() {
      guard dates[next].seconds == .min else { continue }
      let id = ids[next]
      let (date, above) = try repository.withObject(id, .commit) { bytes throws(GitError) in
        let view = try CommitView(bytes, id: id)
        return (view.committer.seconds, (0..<view.parentCount).map(view.parent))
      }
      dates[next] = Instant(seconds: max(date, .min + 1))
      let places = above.map { number(of: $0) }
      parents[next] = places.map { Int32($0) }
      stack += places
    }
  }

  private mutating func number(of id: ObjectID) -> Int {
    if let known = numbers[id] { return known }
    numbers[id] = ids.count
    ids.append(id)
    parents.append([])
    dates.append(Instant(seconds: .min))
    return ids.count - 1
  }

  /// Returns all commits, parents before children. The order depends on nothing but the history and the tags.
  private func sorted() -> [Int] {
    var order: [Int] = []
    order.reserveCapacity(ids.count)
    var state = [UInt8](repeating: 0, count: ids.count)
    for start in ids.indices where state[start] == 0 {
      var stack = [start]
      while let next = stack.last {
        if state[next] == 0 {
          state[next] = 1
          for parent in parents[next].reversed() where state[Int(parent)] == 0 { stack.append(Int(parent)) }
        } else {
          stack.removeLast()
          if state[next] == 1 { order.append(next) }
          state[next] = 2
        }
      }
    }
    return order
  }

  private mutating func own(_ number: Int, _ owner: Int32) {
    var stack = [number]
    while let next = stack.popLast() {
      guard owners[next] == nil else { continue }
      owners[next] = owner
      stack += parents[next].map { Int($0) }
    }
  }

  /// Returns the nearest tagged commit on the first-parent line below another.
  private func onLine(_ number: Int, _ tagged: Set<Int>) -> Int? {
    var next = parents[number].first.map { Int($0) }
    while let commit = next, !tagged.contains(commit) { next = parents[commit].first.map { Int($0) } }
    return next
  }

  private func below(_ number: Int, _ tagged: Set<Int>) -> [ObjectID] {
    var found: Set<Int> = []
    var seen: Set<Int> = [number]
    var stack = [number]
    while let next = stack.popLast() {
      for parent in parents[next].map({ Int($0) }) where seen.insert(parent).inserted {
        if tagged.contains(parent) { found.insert(parent) } else { stack.append(parent) }
      }
    }
    return unreached(found)
  }

  /// Leaves out what others of the commits reach.
  private func unreached(_ commits: Set<Int>) -> [ObjectID] {
    guard commits.count > 1 else { return commits.map { ids[$0] } }
    var reached: Set<Int> = []
    for commit in commits {
      var stack = parents[commit].map { Int($0) }
      while let next = stack.popLast() {
        guard reached.insert(next).inserted else { continue }
        stack += parents[next].map { Int($0) }
      }
    }
    return commits.subtracting(reached).map { ids[$0] }.sorted()
  }

  /// Returns the place of the promotion that brought a commit in; `nil` where none did, or it was covered before.
  func owner(of commit: ObjectID) -> Int? {
    guard let number = numbers[commit], let owner = owners[number], owner >= 0 else { return nil }
    return Int(owner)
  }

  /// Returns whether an earlier report has had a commit.
  func isCovered(_ commit: ObjectID) -> Bool { numbers[commit].map { owners[$0] == -1 } ?? false }

  /// Returns the newest promotion of each line as it was before a promotion: those that no other older one reaches.
  func newest(before place: Int) -> [Int] {
    var newest: [Int] = []
    for older in 0..<place {
      let below = Set(promotions[older].below)
      newest.removeAll { below.contains(promotions[$0].commit) }
      newest.append(older)
    }
    return newest
  }

  /// Returns the place of the promotion of a tagged commit.
  func place(of commit: ObjectID) -> Int? { promotions.firstIndex { $0.commit == commit } }

  /// Returns those of some promotions that no other one of them reaches.
  func tips(of places: [Int]) -> [ObjectID] {
    unreached(Set(places.compactMap { numbers[promotions[$0].commit] }))
  }

  /// Returns what has to be left out so that only what some promotions brought in is left.
  ///
  /// - Parameter covered: What earlier reports have had.
  func bases(of places: Set<Int>, covered: [ObjectID]) -> [ObjectID] {
    var found: Set<Int> = []
    var seen: Set<Int> = []
    var stack = places.compactMap { numbers[promotions[$0].commit] }
    while let next = stack.popLast() {
      guard seen.insert(next).inserted else { continue }
      guard let owner = owners[next] else { continue }
      if places.contains(Int(owner)) {
        stack += parents[next].map { Int($0) }
      } else if owner >= 0, let number = numbers[promotions[Int(owner)].commit] {
        found.insert(number)
      } else {
        found.formUnion(covered.compactMap { numbers[$0] })
      }
    }
    return unreached(found)
  }
}
