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

  static let identity = Covered(coverage: .identity)
}

/// Relates evidence over a commit to a commit of the population: design section 5.
///
/// An approval is of a transition: this change, on that base, giving this result. A test is of a state: its tree.
struct CoverageJudge {
  let content: any ContentReader
  let people: PeopleDirectory
  /// The commit that is judged.
  let commit: CommitRecord
  /// Its first parent; `nil` for a root commit.
  let parent: ObjectID?

  func cover(_ approval: Approval) -> Covered {
    guard let recorded = approval.content else { return .identity }
    if approval.subject == commit.id {
      // An approval that starts from its own result says nothing.
      return recorded.base == commit.id
        ? Covered(coverage: .unverifiable, detail: ["its base is the commit itself"]) : .identity
    }
    guard let parent else {
      return Covered(coverage: .unverifiable, detail: ["a root commit has no parent to compare with"])
    }
    guard let base = recorded.base else { return Covered(coverage: .unverifiable, detail: ["it names no base"]) }
    guard let contributions = content.contributions(of: approval.subject, from: base) else {
      return Covered(
        coverage: .unverifiable, detail: ["commits of what was approved are not here, so its authors can't be told"])
    }
    var covered = relate(base, approval.subject, recorded.tree, parent)
    covered.contributors = contributors(contributions)
    return covered
  }

  /// - Parameter base: where what was tested starts, if an approval of it says so.
  func cover(_ run: TestRun, base: ObjectID?) -> Covered {
    guard let recorded = run.content else { return .identity }
    if recorded.tree == commit.tree { return .identity }
    guard let parent else {
      return Covered(coverage: .unverifiable, detail: ["a root commit has no parent to compare with"])
    }
    return covered(content.replay(base: base ?? parent, approved: run.subject, onto: parent, gives: commit.id))
  }

  private func relate(_ base: ObjectID, _ subject: ObjectID, _ tree: ObjectID, _ parent: ObjectID) -> Covered {
    if tree == commit.tree, let from = content.tree(of: base), from == content.tree(of: parent) { return .identity }
    return covered(content.replay(base: base, approved: subject, onto: parent, gives: commit.id))
  }

  private func covered(_ replay: Replay) -> Covered {
    switch replay {
    case .reproduced: Covered(coverage: .replay)
    case .differs(let paths): Covered(coverage: .residual, detail: paths)
    case .unverifiable(let why): Covered(coverage: .unverifiable, detail: [why])
    }
  }

  private func contributors(_ contributions: [Contribution]) -> [Contributor] {
    var contributors = Contributors()
    for contribution in contributions {
      contributors.add(people.identity(of: contribution.author), .author)
      contributors.add(people.identity(of: contribution.committer), .committer)
      for coauthor in contribution.coauthors { contributors.add(people.identity(of: coauthor), .coauthor) }
    }
    return contributors.list
  }
}
