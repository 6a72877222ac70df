import Audit
import Crypto
import Diagnostics
import GitStore
import Policy

/// Reads what production's trees said about the control, entry by entry: the policy file and `.mailmap`.
///
/// Of each entry only the root tree is read, and each version of a file once.
struct GovernanceReader {
  private let repository: Repository
  private(set) var governance: Governance
  private var numbers: [GovernanceState: Int] = [:]
  private var policyFiles: [ObjectID: GovernanceState.PolicyFile] = [:]
  private var mailmaps: [ObjectID: Int] = [:]

  private init(_ repository: Repository) {
    self.repository = repository
    governance = Governance(before: GovernanceState(policy: .absent, mailmap: nil))
    numbers[governance.states[0]] = 0
  }

  /// Returns the states before the oldest change and after each.
  ///
  /// - Parameter before: what production was before; `nil` where it was nothing.
  /// - Parameter isOnePromotion: whether production is known to have moved from what it was before to the tip, so that
  ///   nothing of the range was production before.
  /// - Parameter searching: whether to look further back for a policy where the tree before the oldest change has none
  ///   that can be read: the last valid one stays in force.
  static func read(
    _ repository: Repository, _ population: Population, _ changes: Changes, _ findings: GovernanceFindings,
    before: ObjectID?, isOnePromotion: Bool, searching: Bool
  ) throws(GitError) -> Governance {
    var reader = GovernanceReader(repository)
    if let before {
      let tree = try repository.withObject(before, .commit) { bytes throws(GitError) in
        try CommitView(bytes, id: before).tree
      }
      reader.governance.before = try reader.state(of: tree, at: before)
      if searching, !reader.governance.states[reader.governance.before].policy.isValid {
        reader.governance.lastValidEarlier = try reader.search(from: before)
      }
    }
    var states = [Int?](repeating: nil, count: findings.findings.count)
    reader.governance.after.reserveCapacity(changes.count)
    // Where all is one change, that is the newest of the line.
    let oldest = population.entries.count - 1
    for index in changes.indices {
      let position = changes.count == population.entries.count ? oldest - index : 0
      let place = Int(findings.places[position])
      if states[place] == nil {
        states[place] = try reader.state(findings.findings[place], at: population.commits[changes[index].entry].id)
      }
      reader.governance.after.append(Int32(states[place] ?? 0))
    }
    if reader.governance.lastValidEarlier == nil { try reader.findTurn(population, changes) }
    if !isOnePromotion, changes.count == population.entries.count {
      try reader.findTurns(population, changes, before: before)
    }
    return reader.governance
  }

  /// Looks at the merge, if it is one, that brings the first policy: it may come from what was production's line before.
  private mutating func findTurn(_ population: Population, _ changes: Changes) throws(GitError) {
    guard governance.states[governance.before].policy == .absent,
      let first = governance.after.firstIndex(where: { governance.states[Int($0)].policy != .absent })
    else { return }
    let merge = population.commits[changes[first].entry]
    for index in 1..<max(1, Int(merge.parentCount)) {
      let tree: ObjectID
      switch population.parent(index, of: merge) {
      case .inside(let number): tree = population.commits[number].tree
      case .outside(let id): tree = try repository.commit(id).tree
      }
      if try GovernanceFindings.look(into: tree, repository).policy != nil { governance.turned = first }
    }
  }

  /// Looks at each merge whose other parent carries a policy that neither its first parent has nor what the two have in
  /// common: the other one may have been production until this merge turned the line.
  private mutating func findTurns(
    _ population: Population, _ changes: Changes, before: ObjectID?
  ) throws(GitError) {
    guard governance.hasPolicy else { return }
    for index in changes.indices {
      let merge = population.commits[changes[index].entry]
      guard merge.parentCount > 1 else { continue }
      let own = index == 0 ? governance.before : Int(governance.after[index - 1])
      for number in 1..<Int(merge.parentCount) {
        guard case .inside(let other) = population.parent(number, of: merge),
          let policy = try GovernanceFindings.look(into: population.commits[other].tree, repository).policy
        else { continue }
        // Where there was never another policy, no line can carry one.
        if policyFiles[policy.id] == governance.states[own].policy, governance.versions.count < 2 { continue }
        guard let carrier = try carrier(of: policy, from: other, population, members: Set(changes[index].members))
        else {
          continue
        }
        let id = population.commits[carrier].id
        guard case .valid(let version) = try policyFile(policy, at: id),
          let first = firstWithout(carrier, population, changes, below: index), first < index
        else { continue }
        let common = first == 0 ? governance.before : Int(governance.after[first - 1])
        // What a branch had when it began is not its own.
        if first == 0, let before, try !repository.isAncestor(before, of: id) { continue }
        guard governance.states[common].policy != .valid(version) else { continue }
        governance.turns.append(Governance.Turn(change: index, first: first, version: version, parent: id))
      }
    }
  }

  /// Returns the oldest commit that a merge brought in and that carries a policy, down from its other parent: what was
  /// merged into that line since must not hide where it came from. `nil` where the policy was there before, in what
  /// production had already.
  private func carrier(
    of policy: TreeEntry, from start: Int, _ population: Population, members: Set<Int32>
  ) throws(GitError) -> Int? {
    var carrier = start
    while population.commits[carrier].parentCount > 0 {
      let parent = population.parent(0, of: population.commits[carrier])
      let tree: ObjectID
      switch parent {
      case .inside(let number): tree = population.commits[number].tree
      case .outside(let id): tree = try repository.commit(id).tree
      }
      guard try GovernanceFindings.look(into: tree, repository).policy?.id == policy.id else { return carrier }
      guard case .inside(let number) = parent, members.contains(Int32(number)) else { return nil }
      carrier = number
    }
    return carrier
  }

  /// Returns the index of the first change below a merge that a commit of the population doesn't reach.
  private func firstWithout(_ start: Int, _ population: Population, _ changes: Changes, below merge: Int) -> Int? {
    var reached: Set<Int> = [start]
    var stack = [start]
    while let next = stack.popLast() {
      let commit = population.commits[next]
      for number in 0..<Int(commit.parentCount) {
        guard case .inside(let parent) = population.parent(number, of: commit), reached.insert(parent).inserted else {
          continue
        }
        stack.append(parent)
      }
    }
    return (0..<merge).last { reached.contains(changes[$0].entry) }.map { $0 + 1 } ?? 0
  }

  /// Returns the newest valid policy on the first-parent line, or on what was merged into it; `nil` if there never was one.
  private mutating func search(from start: ObjectID) throws(GitError) -> Int? {
    var next: ObjectID? = start
    while let id = next {
      let (tree, parents) = try repository.withObject(id, .commit) { bytes throws(GitError) in
        let view = try CommitView(bytes, id: id)
        return (view.tree, (0..<view.parentCount).map(view.parent))
      }
      if case .valid(let number) = governance.states[try state(of: tree, at: id)].policy { return number }
      // The line may have been turned away from one that had a policy.
      for parent in parents.dropFirst() {
        let tree = try repository.commit(parent).tree
        if case .valid(let number) = governance.states[try state(of: tree, at: parent)].policy { return number }
      }
      next = parents.first
    }
    return nil
  }

  private mutating func state(of tree: ObjectID, at commit: ObjectID) throws(GitError) -> Int {
    try state(try GovernanceFindings.look(into: tree, repository), at: commit)
  }

  private mutating func state(_ finding: GovernanceFindings.Finding, at commit: ObjectID) throws(GitError) -> Int {
    let state = GovernanceState(
      policy: try policyFile(finding.policy, at: commit), mailmap: try mailmap(finding.mailmap))
    let number = numbers[state] ?? governance.states.count
    if number == governance.states.count {
      governance.states.append(state)
      numbers[state] = number
    }
    return number
  }

  private mutating func policyFile(
    _ entry: TreeEntry?, at commit: ObjectID
  ) throws(GitError) -> GovernanceState.PolicyFile {
    guard let entry else { return .absent }
    guard entry.isFile else { return .invalid("\(PolicyFileName.path) is not a file") }
    if let known = policyFiles[entry.id] { return known }
    let bytes = try repository.blob(entry.id)
    let file: GovernanceState.PolicyFile
    do throws(Stopped) {
      let policy = try PolicyReader.read(bytes, name: PolicyFileName.path)
      governance.versions.append(
        PolicyVersion(policy: policy, digest: SHA256.digest(of: bytes), commit: commit))
      file = .valid(governance.versions.count - 1)
    } catch {
      file = .invalid(Self.firstProblem(error))
    }
    policyFiles[entry.id] = file
    return file
  }

  private static func firstProblem(_ stopped: Stopped) -> String {
    guard let first = stopped.diagnostics.first else { return "it can't be read" }
    guard case .source(let excerpt)? = first.places.first else { return first.message }
    return "\(excerpt.file):\(excerpt.line): \(first.message)"
  }

  private mutating func mailmap(_ entry: TreeEntry?) throws(GitError) -> Int? {
    guard let entry, entry.isFile else { return nil }
    if let known = mailmaps[entry.id] { return known }
    let mailmap = try Mailmap(try repository.blob(entry.id))
    governance.mailmaps.append { name, email in
      (try? mailmap.resolve(name: name, email: email)) ?? (name, email)
    }
    mailmaps[entry.id] = governance.mailmaps.count - 1
    return governance.mailmaps.count - 1
  }
}

extension SHA256 {
  /// Returns `sha256:` and the digest in lower-case hexadecimal.
  static func digest(of bytes: some Sequence<UInt8>) -> String {
    var hash = SHA256()
    for chunk in [Array(bytes)] { chunk.withUnsafeBytes { hash.update(bufferPointer: $0) } }
    return "sha256:" + hash.finalize().hexadecimal
  }
}

extension Sequence<UInt8> {
  var hexadecimal: String {
    String(decoding: flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }, as: UTF8.self)
  }
  private static var digits: [UInt8] { Array("0123456789abcdef".utf8) }
}

extension GovernanceState.PolicyFile {
  fileprivate var isValid: Bool {
    if case .valid = self { return true }
    return false
  }
}
