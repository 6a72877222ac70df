import Audit
import Diagnostics
import Evidence
import GitStore

/// Reads the movements of production and says which of them brought in which entry of a population.
///
/// The chain's own shape is checked whole; whether updates follow one another and move forward, from the base of the range
/// on. Whose keys may sign is not asked here: that is the policy's in force at each change.
struct LedgerReading {
  private let repository: Repository
  private let population: Population
  private let scope: Scope
  private var ledger = Ledger()
  private var findings: [RunFinding] = []
  /// By commit, the places on production's line that updates name; -1 is the base.
  private var places: [ObjectID: Int] = [:]

  private init(_ repository: Repository, _ population: Population, _ scope: Scope) {
    self.repository = repository
    self.population = population
    self.scope = scope
  }

  /// - Parameters:
  ///   - contents: Our own ledger.
  ///   - refs: The names of production on the server.
  ///   - isPending: The range is not in production yet, or only its beginning is.
  ///   - chain: The commits of the evidence ref.
  ///   - others: Updates that a ledger of another kind tells. They are taken where our own ledger has none.
  ///   - wantsTimes: Whether it has to be known when each record was first there, whatever moved then.
  static func read(
    _ contents: LedgerContents, _ repository: Repository, _ population: Population, _ scope: Scope, refs: Set<String>,
    isPending: Bool, chain: Set<ObjectID>, others: [LedgerUpdate] = [], wantsTimes: Bool = false
  ) throws(GitError) -> (ledger: Ledger, findings: [RunFinding]) {
    var reading = LedgerReading(repository, population, scope)
    reading.check(contents, chain)
    let isSeries = scope.production.hasPrefix("refs/tags/")
    let all = contents.updates
    var updates = all.filter { refs.contains($0.ref) || (isSeries && $0.ref.hasPrefix("refs/tags/")) }
    if updates.isEmpty { updates = others }
    reading.ledger.exists = !updates.isEmpty
    if isSeries {
      try reading.placeTags(updates)
    } else {
      try reading.place(updates)
    }
    try reading.findLeft(isPending, isSeries ? nil : updates.first)
    try reading.findEvidence()
    if wantsTimes { try reading.findTimes(all) }
    return (reading.ledger, reading.findings)
  }

  private mutating func check(_ contents: LedgerContents, _ chain: Set<ObjectID>) {
    if let first = contents.problems.first {
      findings.append(
        Self.gap(
          "the ledger is not one unbroken chain",
          contents.problems.prefix(5).map { "\($0.reason) (\($0.commit.short))" }
            + (contents.problems.count > 5 ? ["and \(contents.problems.count - 5) more"] : []),
          "compare it with the server's: git ls-remote origin \(OwnRef.ledger)\nand look at it: git log -p \(first.commit)"
        ))
    }
    let lost = contents.entries.filter { entry in entry.entry.evidence.map { !chain.contains($0) } ?? false }
    if let first = lost.first, let tip = first.entry.evidence {
      findings.append(
        Self.gap(
          "evidence by which promotions were judged is not on \(OwnRef.evidence)",
          ["entry \(first.entry.sequence) names the evidence tip \(tip), which is not an ancestor of the present one"]
            + (lost.count > 1 ? ["and so do \(lost.count - 1) later entries"] : []),
          "fetch the evidence, in case that it is older here: countersign evidence fetch\n"
            + "else find out who rewrote it: a failed run or a withdrawn approval may be missing"))
    }
  }

  /// Follows the updates of a branch from the base of the range to its tip.
  private mutating func place(_ updates: [LedgerUpdate]) throws(GitError) {
    number(updates)
    let tip = population.entries.count - 1
    let start = scope.base.flatMap { base in updates.lastIndex { $0.new == base }.map { $0 + 1 } }
    let first = start ?? updates.firstIndex { $0.new.map { (places[$0] ?? -1) >= 0 } ?? false }
    let last = updates.lastIndex { $0.new.map { (places[$0] ?? -1) >= 0 } ?? false }
    guard let first, let last, first <= last else { return }
    var reached = -1
    var previous = first > 0 ? updates[first - 1] : nil
    for update in updates[first...last] {
      if let previous, previous.new != update.old { findings.append(Self.missing(between: previous, update)) }
      previous = update
      try checkForward(update)
      let number = ledger.updates.count
      ledger.updates.append(update)
      guard let place = update.new.flatMap({ places[$0] }), place >= 0 else { continue }
      // What a gap lets in is nobody's; what stands below the old tip was brought in before.
      let from = update.old.flatMap { places[$0] }
      if let from, from > reached { reached = from }
      guard place > reached, reached < tip else { continue }
      for position in (reached + 1)...place {
        ledger.entries[population.commits[population.entries[position]].id] = number
      }
      reached = place
    }
  }

  private mutating func number(_ updates: [LedgerUpdate]) {
    let named = Set(updates.flatMap { [$0.old, $0.new].compactMap { $0 } })
    if let before = scope.base ?? population.before { places[before] = -1 }
    guard !named.isEmpty else { return }
    for (position, entry) in population.entries.enumerated() {
      let id = population.commits[entry].id
      if named.contains(id) { places[id] = position }
    }
  }

  private mutating func checkForward(_ update: LedgerUpdate) throws(GitError) {
    guard let new = update.new else {
      findings.append(Self.rewritten(update, "production was deleted"))
      return
    }
    guard let old = update.old else { return }
    if let from = places[old], let to = places[new], to > from { return }
    do throws(GitError) {
      if try repository.isAncestor(old, of: new) { return }
      findings.append(Self.rewritten(update, "production was moved to a commit that does not descend from what it was"))
    } catch {
      let ends = [try repository.header(of: old), try repository.header(of: new)]
      guard ends.contains(where: { $0 == nil }) else { throw error }
      findings.append(
        Self.gap(
          "the ledger names a commit that is not in this repository",
          ["\(update.source): from \(old) to \(new)"],
          "if production was rewritten there, its old tip may only be on the server; if the ledger is another "
            + "repository's, fetch this one's"))
    }
  }

  /// Each tag of a series is a promotion of what no older one had.
  private mutating func placeTags(_ updates: [LedgerUpdate]) throws(GitError) {
    var peeled: [LedgerUpdate] = []
    for update in updates {
      var update = update
      if update.old != nil || update.new == nil {
        findings.append(Self.rewritten(update, "the tag of a promotion was moved or removed"))
      }
      if let new = update.new, try repository.header(of: new) != nil { update.new = try repository.commit(behind: new) }
      update.old = nil
      peeled.append(update)
    }
    number(peeled)
    var reached = -1
    for update in peeled {
      guard let place = update.new.flatMap({ places[$0] }), place >= 0 else { continue }
      ledger.updates.append(update)
      guard place > reached else { continue }
      for position in (reached + 1)...place {
        ledger.entries[population.commits[population.entries[position]].id] = ledger.updates.count - 1
      }
      reached = place
    }
  }

  /// Finds the entries that no update brought in: those that are not in production yet, and those that are a gap.
  ///
  /// - Parameter first: The update with which the ledger of a branch began; what was there before it is no gap.
  private mutating func findLeft(_ isPending: Bool, _ first: LedgerUpdate?) throws(GitError) {
    let ids = population.entries.map { population.commits[$0].id }
    guard ledger.entries.count < ids.count else { return }
    let began = try first.map { update throws(GitError) in try start(of: update) } ?? Int.max
    let covered = ids.lastIndex { ledger.entries[$0] != nil } ?? (began == .max ? -1 : began)
    for (position, id) in ids.enumerated() where ledger.entries[id] == nil {
      if isPending, position > covered {
        ledger.pending.insert(id)
      } else if position > began {
        ledger.gaps.insert(id)
      }
    }
  }

  /// Returns the place on the line at which a ledger began; no place is beyond the largest number.
  private func start(of first: LedgerUpdate) throws(GitError) -> Int {
    guard let old = first.old else { return -1 }
    if let place = places[old] { return place }
    // A range may end before the ledger began. Where that can't be told, it is taken to have begun.
    guard try repository.header(of: old) != nil else { return -1 }
    return try repository.isAncestor(scope.tip, of: old) ? .max : -1
  }

  private mutating func findEvidence() throws(GitError) {
    guard ledger.updates.contains(where: { $0.evidence != nil }) else { return }
    ledger.firstSeen = try firstSeen(by: ledger.updates)
  }

  /// When a key had to count must not depend on where a range begins, so this asks all entries of the ledger.
  private mutating func findTimes(_ all: [LedgerUpdate]) throws(GitError) {
    ledger.all = all
    ledger.firstShown = try firstSeen(by: all)
  }

  private func firstSeen(by updates: [LedgerUpdate]) throws(GitError) -> [String: Int] {
    // A reconstructed entry names none, and takes nothing away.
    var tips: [ObjectID?] = []
    for update in updates {
      guard let tip = update.evidence, try repository.header(of: tip)?.kind == .commit else {
        tips.append(nil)
        continue
      }
      tips.append(tip)
    }
    return try EvidenceTimeline.firstSeen(tips, in: repository)
  }
}

extension LedgerReading {
  static func gap(_ message: String, _ notes: [String], _ help: String) -> RunFinding {
    Finding(.ledgerGap, message, notes: notes, help: help)
  }

  private static func missing(between one: LedgerUpdate, _ other: LedgerUpdate) -> RunFinding {
    gap(
      "the ledger does not say how production got from one update to the next",
      [
        "\(one.source) ends at \(one.new?.description ?? "nothing")",
        "\(other.source) starts at \(other.old?.description ?? "nothing")",
      ],
      "see whether the server's hooks were in place between \(one.at.text) and \(other.at.text)")
  }

  private static func rewritten(_ update: LedgerUpdate, _ message: String) -> RunFinding {
    Finding(
      .historyRewritten, message,
      notes: [
        "\(update.source), at \(update.at.text)" + (update.pusher.map { ", by \($0)" } ?? ""),
        "was \(update.old?.description ?? "nothing")", "is \(update.new?.description ?? "nothing")",
      ],
      help:
        "find out why; what the old tip had is not judged here: countersign check ..\(update.old?.description ?? "OLD")"
    )
  }
}

extension LedgerContents {
  /// The entries as updates, oldest first.
  var updates: [LedgerUpdate] {
    var latest = Instant(seconds: .min)
    return entries.map { recorded in
      latest = max(latest, recorded.entry.at)
      var update = recorded.update
      update.notBefore = latest
      return update
    }
  }
}

extension RecordedLedgerEntry {
  fileprivate var update: LedgerUpdate {
    var update = LedgerUpdate(
      ref: entry.ref, old: entry.old, new: entry.new, pusher: entry.pusher, at: entry.at, evidence: entry.evidence,
      namesEvidence: true, seal: seal, isReconstructed: entry.reconstructed,
      source: "\(OwnRef.ledger), entry \(entry.sequence)")
    update.emergencies = entry.emergencies
    return update
  }
}

extension LedgerReading {
  /// Looks at the newest entry alone: a hook's cost must not depend on how long the ledger is.
  static func newest(_ repository: Repository, _ chain: Set<ObjectID>) throws(GitError) -> RunFinding? {
    guard let newest = try LedgerReader(repository).newest(), let tip = newest.entry.evidence, !chain.contains(tip)
    else { return nil }
    return gap(
      "the evidence by which the last promotion was judged is not on \(OwnRef.evidence)",
      ["entry \(newest.entry.sequence) names the evidence tip \(tip), which is not an ancestor of the present one"],
      "bring it back: countersign evidence merge \(tip)")
  }
}
