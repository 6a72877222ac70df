import Audit
import Diagnostics
import Evidence
import GitStore
import Policy
import Signing

/// Reads the files of `.countersign/exceptions/`, and finds the changes that brought them to production.
///
/// Where nothing lies there, that costs one look into a tree. What is found is judged by `Audit`; what was brought in
/// before or after the range is judged by an audit of its own, without exceptions.
struct ExceptionReading {
  /// More files are not read, and each one that isn't is said.
  private static let most = 1000

  let repository: Repository
  /// Where the files are read: what production is, or will be.
  let tip: ObjectID
  let dossier: Dossier
  let policies: [(Int, Policy)]
  /// Where production is, if the range is a change that is proposed to it.
  var production: ObjectID?
  /// Audits one movement of production by itself.
  ///
  /// With a policy it is judged by that one, else by those of its own history.
  let judge: (_ base: ObjectID?, _ tip: ObjectID, _ policy: PolicyVersion?) throws(GitError) -> FinishedAudit
  /// What production became after the range, judged as one: its rules are those that the range's end trusts.
  private var later: FinishedAudit?
  private(set) var records: [ExceptionRecord] = []
  private(set) var findings: [RunFinding] = []
  private var versions: [ObjectID: [String]] = [:]

  init(
    _ repository: Repository, tip: ObjectID, _ dossier: Dossier, _ policies: [(Int, Policy)],
    judge: @escaping (_ base: ObjectID?, _ tip: ObjectID, _ policy: PolicyVersion?) throws(GitError) -> FinishedAudit
  ) {
    self.repository = repository
    self.tip = tip
    self.dossier = dossier
    self.policies = policies
    self.judge = judge
  }

  mutating func read() throws(GitError) {
    guard let folder = try repository.entry(at: ExceptionFile.folder, in: try repository.commit(tip).tree) else {
      return
    }
    guard folder.isTree else {
      return note("it is no folder", at: ExceptionFile.folder)
    }
    let entries = try repository.tree(folder.id).filter { Self.isException($0) }
    for entry in entries.prefix(Self.most) { try read(entry) }
    if entries.count > Self.most {
      note("\(entries.count) files lie here; only the first \(Self.most) are read", at: ExceptionFile.folder)
    }
    refuseTwins()
    try findIntroductions()
  }

  private static func isException(_ entry: TreeEntry) -> Bool {
    let name = String(decoding: entry.name, as: UTF8.self)
    return name.hasSuffix(".yml") || name.hasSuffix(".yaml")
  }

  private mutating func read(_ entry: TreeEntry) throws(GitError) {
    let path = ExceptionFile.folder + "/" + String(decoding: entry.name, as: UTF8.self)
    guard entry.isFile else { return note("it is no file", at: path) }
    guard let (_, size) = try repository.header(of: entry.id), size <= ExceptionFile.largest else {
      return note("it has more than \(ExceptionFile.largest) bytes, or is not here", at: path)
    }
    do throws(Stopped) {
      let file = try ExceptionReader.read(
        try blob(entry.id), name: path, codes: FindingCode.allCases.map(\.rawValue))
      var record = ExceptionRecord(file: file, path: path)
      record.seal = Self.seal(of: file)
      records.append(record)
    } catch {
      for problem in error.diagnostics.prefix(5) { note(problem.message, at: problem.spot ?? path) }
    }
  }

  private func blob(_ id: ObjectID) throws(Stopped) -> [UInt8] {
    do throws(GitError) { return try repository.blob(id) } catch {
      throw Stopped(error, reading: "an exception", in: repository)
    }
  }

  private mutating func note(_ reason: String, at place: String) {
    findings.append(
      Finding(
        .evidenceUnreadable, "an exception can't be read: \(reason)", notes: [place],
        help: "it counts for nothing; mend it in a change of its own"))
  }

  /// An id that stands in two files says nothing: neither counts.
  private mutating func refuseTwins() {
    let twins = Dictionary(grouping: records, by: \.file.id).filter { $0.value.count > 1 }
    for (id, records) in twins.sorted(by: { $0.key < $1.key }) {
      note("the id \(id) stands in \(records.count) files", at: records.map(\.path).joined(separator: ", "))
    }
    records.removeAll { twins[$0.file.id] != nil }
  }

  /// Whose the key is, each change asks by the keys that were in force at it.
  private static func seal(of file: ExceptionFile) -> RecordSeal? {
    guard let signature = file.signature else { return nil }
    switch SSHSignature.check(
      Array(signature.utf8), message: file.signedBytes, namespace: RecordSeal.namespace)
    {
    case .good(let key): return .signed([key])
    case .bad(let reason), .unverifiable(let reason): return .broken(["its signature can't count: \(reason)"])
    }
  }

  // MARK: - How they came to production

  /// Walks production's line back from the tip, as long as a file that concerns the range is there.
  private mutating func findIntroductions() throws(GitError) {
    let population = dossier.population
    let own = Set(population.commits.map(\.id.description))
    var open: [Int] = []
    for index in records.indices {
      let concerns = records[index].file.commits.contains(where: own.contains)
      if concerns { open.append(index) } else { records[index].namesOthers = try namesProduction(records[index].file) }
    }
    // What is proposed may have merged production since: what production has now, it has by production's own changes.
    if let production {
      let tree = try repository.commit(production).tree, proposed = try repository.commit(tip).tree
      var had: [Int] = []
      for index in open {
        let path = records[index].path
        if try repository.entry(at: path, in: tree) == repository.entry(at: path, in: proposed) { had.append(index) }
      }
      open.removeAll(where: had.contains)
      try walk(from: production, had, end: nil)
    }
    try walk(from: tip, open, end: population.entries.last.map { population.commits[$0].id })
  }

  private mutating func walk(from start: ObjectID, _ indices: [Int], end: ObjectID?) throws(GitError) {
    let within = Set(dossier.population.commits.map(\.id))
    var open = indices
    var isLater = end != nil && end != start
    var next: ObjectID? = start
    while let id = next, !open.isEmpty {
      if id == end { isLater = false }
      let commit = try repository.commit(id)
      let before = commit.parents.first
      let above = try before.map { parent throws(GitError) in try repository.commit(parent).tree }
      var moved: [Int] = []
      for index in open {
        let path = records[index].path
        let now = try repository.entry(at: path, in: commit.tree)
        let then = try above.flatMap { tree throws(GitError) in try repository.entry(at: path, in: tree) }
        if now != then { moved.append(index) }
        if then == nil { open.removeAll { $0 == index } }
      }
      if !moved.isEmpty {
        try introduce(moved, by: commit, id, isWithin: within.contains(id), after: isLater ? end : nil)
      }
      next = before
    }
  }

  private mutating func introduce(
    _ moved: [Int], by commit: Commit, _ id: ObjectID, isWithin: Bool, after end: ObjectID?
  ) throws(GitError) {
    if isWithin {
      for index in moved {
        records[index].introducedBy[id] = try named(records[index].path, in: commit.tree)
        for staged in try staged(records[index].path, promotedBy: id) {
          records[index].introducedBy[staged] = records[index].introducedBy[id]
        }
      }
      return
    }
    let (judged, policy, passes) = try judged(commit, id, after: end)
    let approvers = judged.flatMap(\.approversWritten)
    for index in moved {
      var introduction = Introduction(
        id: id, passes: passes && !judged.isEmpty && judged.allSatisfy { $0.verdict == .pass },
        approvers: Array(Set(approvers)).sorted(),
        required: judged.count == 1 && !judged[0].byCommit
          ? max(1, policy?.approval.required ?? 1) : max(1, Set(approvers).count),
        promotion: judged.last?.promotion ?? Promotion(at: Instant(seconds: .max), basis: .committerDate),
        commits: try named(records[index].path, in: commit.tree))
      introduction.demands = judged.flatMap(\.answeredDemands)
      introduction.people = policy.map { PeopleDirectory($0.people) { ($0, $1) } }
      records[index].introducedElsewhere.insert(introduction, at: 0)
    }
  }

  /// Judges a change outside of the range by rules that the range itself trusts.
  private mutating func judged(
    _ commit: Commit, _ id: ObjectID, after end: ObjectID?
  ) throws(GitError) -> (judged: [Assessment], policy: Policy?, passes: Bool) {
    if let end {
      // A change of the rules that failed there must not judge what came after it.
      let audit: FinishedAudit
      if let later { audit = later } else { audit = try judge(end, tip, nil) }
      later = audit
      let held = audit.assessments.filter { $0.commits.contains(id) }
      return (held, audit.policies.last?.version.policy, audit.policyOrigin != .builtin)
    }
    let audit = try judge(commit.parents.first, id, nil)
    // Before the range: also by the policy that its base has, since its own may never have been approved.
    let governance = dossier.governance
    var trusted = governance.lastValidEarlier
    if case .valid(let number) = governance.states[governance.before].policy { trusted = number }
    var passes = audit.isClean && audit.policyOrigin != .builtin
    if case .history = dossier.rules {
      guard let trusted else { return (audit.assessments, nil, false) }
      let again = try judge(commit.parents.first, id, governance.versions[trusted])
      passes = passes && again.isClean && again.assessments.allSatisfy { $0.verdict == .pass }
    }
    return (audit.assessments, audit.policies.last?.version.policy, passes)
  }

  /// The changes that came by staging with an entry and touched a file.
  private func staged(_ path: String, promotedBy entry: ObjectID) throws(GitError) -> [ObjectID] {
    var found: [ObjectID] = []
    let population = dossier.population
    for change in dossier.changes where change.promoter.map({ population.commits[$0].id }) == entry {
      let commit = population.commits[change.entry]
      let before = try population.firstParent(of: commit).map { parent throws(GitError) in
        try repository.entry(at: path, in: try repository.commit(parent).tree)
      }
      if try repository.entry(at: path, in: commit.tree) != before ?? nil { found.append(commit.id) }
    }
    return found
  }

  /// The commits that a version of a file names; none where it can't be read.
  private mutating func named(_ path: String, in tree: ObjectID) throws(GitError) -> [String] {
    guard let entry = try repository.entry(at: path, in: tree), entry.isFile else { return [] }
    if let known = versions[entry.id] { return known }
    let codes = FindingCode.allCases.map(\.rawValue)
    let file = try? ExceptionReader.read(try blob(entry.id), name: path, codes: codes)
    versions[entry.id] = file?.commits ?? []
    return file?.commits ?? []
  }

  private func namesProduction(_ file: ExceptionFile) throws(GitError) -> Bool {
    for hex in file.commits {
      guard let id = ObjectID(hex: hex), try repository.header(of: id)?.kind == .commit else { continue }
      if try repository.isAncestor(id, of: tip) { return true }
    }
    return false
  }
}

extension Diagnostic {
  /// The file and line that it is about, where it has one.
  fileprivate var spot: String? {
    switch places.first {
    case .source(let excerpt)?: "\(excerpt.file):\(excerpt.line)"
    default: nil
    }
  }
}
