import Evidence
import GitStore
import Policy

/// The records of the evidence store that may speak for one commit, and how they relate to its content.
///
/// A record whose commit lies in the change is always shown. One that is found only by its tree or its paths may be of
/// another change altogether, so it is shown only where it fits, or where it was surely not used yet.
struct RecordCandidates {
  let records: RecordIndex
  let content: any ContentReader
  let makers: Makers
  let commit: CommitRecord
  let parent: ObjectID?
  /// What production was before the change, and staging where it came by that: what had reached it has used its approval.
  let production: [ObjectID]
  let members: [ObjectID]
  /// The approved branch that the commits are, where they are a series.
  let series: Series?
  let spent: Set<String>

  func approvals() -> [(Approval, Covered)] {
    let inside = Set(members)
    let paths = records.hasPaths ? content.changedPathsDigest(from: parent, to: commit.id) : nil
    let about = members + (series.map { $0.isRebased ? [$0.approved] : [] } ?? [])
    let found = records.approvals(about: about, tree: commit.tree, paths: paths)
    // Thousands of records may be about one transition: what is asked of objects is asked once for all.
    var related: [Transition: Covered] = [:]
    var uses: [Transition: Bool?] = [:]
    let kept = found.compactMap { approval -> (Approval, Covered)? in
      let transition = Transition(approval)
      let known = related[transition]
      if let recorded = approval.content, recorded.isPair {
        let covered = known ?? cover(recorded)
        related[transition] = covered
        return (approval, covered)
      }
      var covered = known ?? judge.cover(approval)
      related[transition] = covered
      guard !production.isEmpty, let named = approval.content?.base,
        let base = content.start(of: approval.subject, from: named)
      else {
        if content.tree(of: approval.subject) == nil {
          return (approval, .unverifiable("the approved commit \(approval.subject.short) is not here"))
        }
        return inside.contains(approval.subject) ? (approval, covered) : nil
      }
      // What an older entry has used is spent, also where that entry is not judged in this run.
      let used: Bool? = uses[transition] ?? wasUsed(from: base, approval.subject)
      uses.updateValue(used, forKey: transition)
      if inside.contains(approval.subject) {
        covered.wasUsed = used == true
        return (approval, used == nil ? .unverifiable("it can't be told whether an older change has used it") : covered)
      }
      // What was in production when the approver began is not what he was asked about.
      if content.start(of: base, from: commit.id) == commit.id { return nil }
      // What changes nothing is reproduced by everything that is there already.
      if let parent, content.tree(of: parent) == commit.tree { return nil }
      if used == false && !spent.contains(approval.source) { return (approval, covered) }
      // Used by another change, and shown where this one is the same once more.
      guard used != nil, covered.coverage == .identity || covered.coverage == .replay else { return nil }
      covered.wasUsed = true
      return (approval, covered)
    }
    return kept.isEmpty ? outgrown() : kept + rejections(besides: kept.map(\.0))
  }

  /// Returns the approvals of a part of the paths that the commit changes, from the same start: what was approved was
  /// added to and then squashed. They never cover it, and are looked for only where nothing else speaks for it.
  private func outgrown() -> [(Approval, Covered)] {
    guard let parent else { return [] }
    let candidates = records.approvals(from: parent).filter { $0.decision == .approved && !spent.contains($0.source) }
    guard !candidates.isEmpty, let changed = content.changedPaths(from: parent, to: commit.id) else { return [] }
    let paths = Set(changed)
    return candidates.prefix(Self.mostOutgrown).compactMap { approval in
      guard let approved = content.changedPaths(from: parent, to: approval.subject), !approved.isEmpty,
        paths.isSuperset(of: approved), wasUsed(from: parent, approval.subject) == false
      else { return nil }
      let covered = judge.cover(approval)
      return covered.coverage == .residual ? (approval, covered) : nil
    }
  }

  /// How many open branches from one commit are compared with what went in.
  private static let mostOutgrown = 20

  /// What an approval's relation to content depends on.
  private struct Transition: Hashable {
    var subject: ObjectID
    var base: ObjectID?
    var tree: ObjectID?
    var isPair: Bool

    init(_ approval: Approval) {
      subject = approval.subject
      base = approval.content?.base
      tree = approval.content?.tree
      isPair = approval.content?.isPair ?? false
    }
  }

  /// Returns whether something older has used an approval; `nil` where that can't be told.
  private func wasUsed(from base: ObjectID, _ approved: ObjectID) -> Bool? {
    let answers = production.map { content.wasUsed(base: base, approved: approved, before: $0) }
    return answers.contains(true) ? true : answers.contains(nil) ? nil : false
  }

  /// What names a base and a tree alone is spent where that tree was reached before.
  private func cover(_ pair: RecordedContent) -> Covered {
    var covered = judge.cover(pair: pair)
    guard covered.coverage == .identity, let parent, let base = pair.base, base != parent else { return covered }
    guard let used = content.wasUsed(base: base, tree: pair.tree, before: parent) else {
      return .unverifiable("it can't be told whether an older change has used it")
    }
    covered.wasUsed = used
    return covered
  }

  /// A rejection of what a found approval is about stands, whatever base it names.
  private func rejections(besides approvals: [Approval]) -> [(Approval, Covered)] {
    let known = Set(approvals.map(\.source))
    let subjects = Set(approvals.map(\.subject)).sorted()
    return records.approvals(about: subjects).filter { $0.decision == .rejected && !known.contains($0.source) }
      .map { ($0, .identity) }
  }

  /// - Parameter approvals: those that were found; what was approved and reached production was tested as it was approved.
  ///   Where something else reached it, so it did for the tests.
  func runs(besides approvals: [(Approval, Covered)]) -> [(TestRun, Covered)] {
    let fits = approvals.filter { $0.1.coverage == .identity || $0.1.coverage == .replay }
    let linked = (fits + approvals.filter { $0.1.coverage == .residual }).map(\.0)
    let bases = Dictionary(linked.map { ($0.subject, $0.content?.base) }) { first, _ in first }
    return records.runs(about: members + bases.keys.sorted(), tree: commit.tree).map { run in
      (run, judge.cover(run, base: bases[run.subject] ?? nil))
    }
  }

  private var judge: CoverageJudge {
    CoverageJudge(
      content: content, makers: makers, commit: commit, parent: parent, members: members, series: series)
  }
}
