import Diagnostics
import GitStore
import Policy

/// A change that something stands against, with what is needed to ask whether an exception accepts it.
struct ExcusedChange {
  /// By which it was judged.
  let parts: PartJudge
  /// The number of the policy version that judged.
  let version: Int

  var policy: Policy { parts.policy }
  var people: PeopleDirectory { parts.people }
  private var change: Change { parts.change }
  private var dossier: Dossier { parts.dossier }
  private var population: Population { dossier.population }
  private var parent: ObjectID? {
    change.before ?? population.firstParent(of: population.commits[change.entry])
  }

  /// Those who made what is to be excused: not those who only merged it, or declared it to be an emergency.
  var makers: [Contributor] { parts.contributors(of: change.members.filter { !addsNothing(Int($0)) }) }

  /// The commits of the change as one part.
  var whole: Part { Part(subject: change.entry, members: Array(change.members), parent: parent) }

  /// A Boolean value that tells whether it is not in production yet, and so is promoted now.
  private var isPending: Bool { dossier.ledger.pending.contains(population.commits[change.entry].id) }

  /// The earliest moment at which it can have been promoted: dates are anybody's to write.
  func earliest(_ promotion: Promotion) -> Instant {
    if isPending, let now = dossier.now { return now }
    return min(promotion.at, promotion.bound, dossier.now ?? Instant(seconds: .max))
  }

  /// The latest moment that its own date and those of the entries below it tell, and not after now.
  func latest(_ promotion: Promotion) -> Instant {
    if isPending, let now = dossier.now { return now }
    var latest = promotion.at
    if promotion.isDeclared {
      let entry = change.promoter ?? change.entry
      for number in population.entries {
        latest = max(latest, population.commits[number].committedAt)
        if number == entry { break }
      }
      if let now = dossier.now { latest = max(promotion.at, min(latest, now)) }
    }
    return latest
  }

  /// Returns whether an entry's signature shows that its trailers are a trusted merger's, or a person's own words.
  func shows(_ entry: ObjectID, isBy person: Identity) -> Bool {
    guard let member = change.entries.first(where: { population.commits[$0].id == entry }) else { return false }
    if parts.trailerGrade(of: member) >= .signed { return true }
    let makers = parts.makers
    return change.kind != .proposed
      && makers.isSigned(makers.seal(of: entry, committedAt: population.commits[member].committedAt), by: person)
  }

  /// Returns when a signed ledger shows a change of an exception's file; what goes in now is shown now.
  func shown(_ introduction: Introduction) -> Instant? {
    if introduction.promotion.basis == .ledger, introduction.promotion.isSigned { return introduction.promotion.at }
    return dossier.ledger.pending.contains(introduction.id) ? dossier.now : nil
  }

  /// Returns whether a file names any commit of the change.
  func isTouched(by file: ExceptionFile) -> Bool {
    change.members.contains { file.commits.contains(population.commits[Int($0)].id.description) }
  }

  /// Returns whether a file speaks for all of the change, not for a part of it.
  ///
  /// A commit that is named stands for all that it reaches, since its id is a digest of that. What it doesn't reach may
  /// only be a merge that adds nothing, or a commit that changes nothing but exceptions.
  func isNamed(by file: ExceptionFile) -> Bool {
    let named = change.members.filter { file.commits.contains(population.commits[Int($0)].id.description) }
    if named.isEmpty { return false }
    let own = Set(change.members)
    var reached: Set<Int32> = []
    var stack = Array(named)
    while let next = stack.popLast() {
      guard own.contains(next), reached.insert(next).inserted else { continue }
      let commit = population.commits[Int(next)]
      for index in 0..<Int(commit.parentCount) {
        if case .inside(let parent) = population.parent(index, of: commit) { stack.append(Int32(parent)) }
      }
    }
    return change.members.allSatisfy { reached.contains($0) || addsNothing(Int($0)) }
  }

  /// The paths that the change alters; `nil` where that can't be told.
  func paths() -> [String]? {
    dossier.content?.changedPaths(from: parent, to: population.commits[change.entry].id)?
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private func addsNothing(_ member: Int) -> Bool {
    let commit = population.commits[member]
    if commit.parentCount > 1 { return dossier.content?.replay(ofMerge: commit.id) == .reproduced }
    let paths = dossier.content?.changedPaths(from: population.firstParent(of: commit), to: commit.id)
    return paths?.allSatisfy { ExceptionFile.isPath(String(decoding: $0, as: UTF8.self)) } ?? false
  }
}
