import Evidence
import GitStore
import Policy

/// How a piece of evidence relates to what reached production.
struct Covered: Hashable {
  var coverage: Coverage
  /// The paths that nobody looked at, for `residual`; why, for `unverifiable`.
  var detail: [String] = []
  /// Who made what was approved, where that is not simply the commits that are judged.
  var contributors: [Contributor]?
  /// Whose authorship of that isn't shown, and why, where the policy asks for it.
  var doubts: [String] = []
  /// An older change has used the approval.
  var wasUsed = false
  /// The commits that were not approved and come with what was.
  var besides: [ObjectID] = []
  /// Why it is of another movement of production, for what was approved as one.
  var elsewhere: String?

  static let identity = Covered(coverage: .identity)
  static func unverifiable(_ why: String) -> Covered { Covered(coverage: .unverifiable, detail: [why]) }
}

/// Relates evidence over a commit to a commit of the population: design section 5.
///
/// An approval is of a transition: this change, on that base, giving this result. A test is of a state: its tree.
struct CoverageJudge {
  let content: any ContentReader
  let makers: Makers
  /// The commit that is judged.
  let commit: CommitRecord
  /// Its first parent; `nil` for a root commit.
  let parent: ObjectID?
  /// The commits that are judged together with it.
  let members: [ObjectID]
  /// The approved branch that they are, where they are a series.
  let series: Series?

  private var people: PeopleDirectory { makers.people }

  func cover(_ approval: Approval) -> Covered {
    guard let recorded = approval.content else { return .identity }
    if recorded.isPair { return cover(pair: recorded) }
    if recorded.base == nil, approval.subject == commit.id { return .identity }
    guard let base = recorded.base else { return .unverifiable("it names no base") }
    // A base is anybody's to name; what was approved begins where the two histories part.
    guard let start = content.start(of: approval.subject, from: base), start != approval.subject else {
      return .unverifiable("its base \(base.short) is not below what was approved")
    }
    if approval.subject == commit.id {
      return members.contains(start)
        ? .unverifiable("it starts at \(start.short), inside this change: what came before was not approved")
        : .identity
    }
    guard let parent else { return .unverifiable("a root commit has no parent to compare with") }
    guard let contributions = contributions(approval.subject, from: start, onto: parent) else {
      return .unverifiable("commits of what was approved are not here, so its authors can't be told")
    }
    var covered = Covered(coverage: .replay)
    if !isRebased(approval.subject, start) { covered = relate(start, approval.subject, recorded.tree, parent) }
    if covered.coverage == .identity || covered.coverage == .replay {
      guard let besides = besides(approval.subject, contributions, onto: parent) else {
        return .unverifiable("commits of this change are not here, so it can't be told what else it brings in")
      }
      if !besides.isEmpty { covered = Covered(coverage: .residual, besides: besides) }
    }
    covered.contributors = contributors(contributions)
    covered.doubts = contributions.compactMap { made in
      makers.doubt(author: people.identity(of: made.author), of: made.id, committedAt: made.committedAt)
    }
    return covered
  }

  /// Relates evidence over a base and a tree: the commit must lead from that base, or from its content, to that tree.
  func cover(pair recorded: RecordedContent) -> Covered {
    guard recorded.tree == commit.tree else { return .unverifiable("it is of another tree") }
    guard let base = recorded.base else {
      return parent == nil ? .identity : .unverifiable("it is of a first commit, which this is not")
    }
    guard let parent else { return .unverifiable("a root commit has no parent to compare with") }
    if base == parent { return .identity }
    // From another base the same tree undoes, or repeats, what lies between the two: nobody looked at that.
    switch content.replay(base: base, approved: base, onto: parent, gives: base) {
    case .reproduced: return .identity
    case .differs(let paths): return Covered(coverage: .residual, detail: paths)
    case .unverifiable(let why): return .unverifiable(why)
    }
  }

  /// - Parameter base: where what was tested starts, if an approval of it says so.
  func cover(_ run: TestRun, base: ObjectID?) -> Covered {
    guard let recorded = run.content else { return .identity }
    if recorded.tree == commit.tree { return .identity }
    guard let parent else {
      return .unverifiable("a root commit has no parent to compare with")
    }
    if let base, isRebased(run.subject, base) { return Covered(coverage: .replay) }
    return covered(content.replay(base: base ?? parent, approved: run.subject, onto: parent, gives: commit.id))
  }

  /// Returns whether the commits are known to repeat, one by one, those from a base up to a tip.
  private func isRebased(_ approved: ObjectID, _ start: ObjectID) -> Bool {
    guard let series, series.isRebased else { return false }
    return series.approved == approved && content.start(of: approved, from: start) == series.start
  }

  /// Returns who made what is taken over to `parent`; `nil` where that can't be told.
  ///
  /// What production reaches already is nobody's part of it, but where it was taken out there: a transition that brings
  /// it back has its makers too.
  private func contributions(_ approved: ObjectID, from start: ObjectID, onto parent: ObjectID) -> [Contribution]? {
    guard let beyond = content.contributions(of: approved, without: [start, parent]), !beyond.isEmpty else {
      return nil
    }
    if !isRebased(approved, start), let common = content.start(of: approved, from: parent),
      common == start || content.replay(base: common, approved: approved, onto: parent, gives: commit.id) == .reproduced
    {
      return beyond
    }
    return content.contributions(of: approved, without: [start])
  }

  /// Returns the commits that go in with what was approved and that nobody was asked about, whatever they come to: they
  /// may take back what they add. Merges that add nothing are none. `nil` where they can't be told.
  private func besides(_ approved: ObjectID, _ own: [Contribution], onto parent: ObjectID) -> [ObjectID]? {
    guard members.count > 1, series?.isRebased != true else { return [] }
    let isInside = members.contains(approved)
    guard let all = content.contributions(of: commit.id, without: (isInside ? [approved] : []) + [parent]) else {
      return nil
    }
    let within = Set(members)
    let others = all.map(\.id).filter { within.contains($0) && ($0 != commit.id || commit.parentCount < 2) }
    // What was rebased since repeats the commits that were approved, each of them once at most.
    return isInside || others.count > own.count ? others : []
  }

  private func relate(_ base: ObjectID, _ subject: ObjectID, _ tree: ObjectID, _ parent: ObjectID) -> Covered {
    if tree == commit.tree, let from = content.tree(of: base), from == content.tree(of: parent) { return .identity }
    return covered(content.replay(base: base, approved: subject, onto: parent, gives: commit.id))
  }

  private func covered(_ replay: Replay) -> Covered {
    switch replay {
    case .reproduced: Covered(coverage: .replay)
    case .differs(let paths): Covered(coverage: .residual, detail: paths)
    case .unverifiable(let why): .unverifiable(why)
    }
  }

  private func contributors(_ contributions: [Contribution]) -> [Contributor] {
    var contributors = Contributors()
    for contribution in contributions {
      contributors.add(people.identity(of: contribution.author), .author)
      let committer = people.identity(of: contribution.committer)
      if let committer = makers.committer(committer, of: contribution.id, committedAt: contribution.committedAt) {
        contributors.add(committer, .committer)
      }
      for uploader in makers.uploaders(contribution.id) { contributors.add(uploader, .pusher) }
      for coauthor in contribution.coauthors { contributors.add(people.identity(of: coauthor), .coauthor) }
    }
    return contributors.list
  }
}
