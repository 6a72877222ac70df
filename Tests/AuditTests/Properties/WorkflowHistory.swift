import CountersignTesting
import Evidence

/// A generated history of people at work, honest and not: branches, merges, squashes, picks, updates and reverts, with
/// records of approvals and runs of which some fit and some don't.
final class WorkflowHistory {
  /// A record that can be written once more, with the same bytes.
  enum Record {
    case approval(String, by: CountersignTesting.Identity, base: String, ApprovalStatement.Decision, at: Int64)
    case run(String, TestRun.Outcome, at: Int64)
  }

  let scenario: Scenario
  private(set) var records: [Record] = []
  /// All commits but the base, oldest first.
  private(set) var names: [String] = []
  private(set) var random: SplitMix64
  /// The commits of each open branch, oldest first.
  private var branches: [String: [String]] = [:]
  private var made = 0

  private static let people: [CountersignTesting.Identity] = [.ada, .bob, .cora]

  init(seed: UInt64, steps: Int = 14) throws {
    random = SplitMix64(seed: seed)
    let files = Dictionary(uniqueKeysWithValues: (0..<4).map { ("f\($0)", Self.text) })
    scenario = try Scenario(.declared, files: files)
    try work(on: "topic-0", new: true)
    try attempt { try self.merge("topic-0") }
    for _ in 0..<steps { try step() }
    for record in records { try write(record) }
  }

  func write(_ record: Record) throws {
    switch record {
    case .approval(let name, let person, let base, let decision, let at):
      try scenario.approve(name, by: person, base: base, at: at, decision: decision)
    case .run(let name, let outcome, let at): try scenario.test(name, outcome: outcome, at: at)
    }
  }

  func shuffle() -> [Record] { records.shuffled(using: &random) }
  func any<Element>(_ elements: [Element]) -> Element { elements[random.below(elements.count)] }
  func chance(_ thousandths: Int) -> Bool { random.chance(thousandths) }

  /// Returns what a commit is compared with: where it left main as main is now, or its first parent.
  func base(of name: String, parent: Bool) throws -> String {
    let repository = scenario.repository
    let fork = try repository.git("merge-base", "main", scenario.id(name))
    return try parent || fork == scenario.id(name)
      ? repository.git("rev-parse", "\(scenario.id(name))^1") : fork
  }

  private func step() throws {
    let open = branches.keys.sorted()
    switch open.isEmpty ? 0 : random.below(10) {
    case 0, 1, 2: try work(on: "topic-\(branches.count)", new: true)
    case 3: try work(on: any(open), new: false)
    case 4: try attempt { try self.merge(self.any(open)) }
    case 5: try attempt { try self.squash(self.any(open)) }
    case 6: try attempt { try self.pick(self.any(open)) }
    case 7: try attempt { try self.update(self.any(open)) }
    case 8: try attempt { try self.undo() }
    default: try work(on: "main", new: false)
    }
  }

  /// Git finds conflicts in some of it; then nothing happens.
  private func attempt(_ body: () throws -> String) throws {
    guard let name = try? body() else { return }
    names.append(name)
    try judge(name)
  }

  private func work(on branch: String, new: Bool) throws {
    let name = next()
    let file = "f\(random.below(4))"
    let parent = new ? "main" : branch
    let place = random.below(9)
    let lines = try scenario.repository.git("show", "\(scenario.repository.resolve(parent)):\(file)")
    let changed = lines.split(separator: "\n").enumerated().map { $0 == place ? name : String($1) }
    try scenario.commit(
      name, on: branch, author: any(Self.people), files: [file: changed.joined(separator: "\n") + "\n"],
      parents: new ? ["main"] : nil)
    if branch != "main" { branches[branch, default: []].append(name) }
    names.append(name)
    try judge(name)
  }

  private func merge(_ branch: String) throws -> String {
    let name = next()
    try scenario.merge(name, [branch], author: any(Self.people), files: hidden())
    return name
  }

  private func squash(_ branch: String) throws -> String {
    let name = next()
    try scenario.squash(name, of: branch, author: any(Self.people), files: hidden() ?? [:])
    return name
  }

  private func pick(_ branch: String) throws -> String {
    let name = next()
    try scenario.pick(name, of: any(branches[branch] ?? []), author: any(Self.people))
    return name
  }

  private func update(_ branch: String) throws -> String {
    let name = next()
    try scenario.merge(name, ["main"], into: branch, author: any(Self.people), files: hidden())
    branches[branch, default: []].append(name)
    return name
  }

  private func undo() throws -> String {
    let name = next()
    try scenario.revert(name, of: any(names))
    return name
  }

  private func next() -> String {
    made += 1
    return "c\(made)"
  }

  private func hidden() -> [String: String?]? { chance(120) ? ["hidden-\(made)": "x\n"] : nil }

  /// Plans the records about a commit; they are written when the history is whole.
  private func judge(_ name: String) throws {
    let now = scenario.repository.clock
    if chance(650) {
      let decision = chance(80) ? ApprovalStatement.Decision.rejected : .approved
      let base = try base(of: name, parent: chance(300))
      records.append(.approval(name, by: any(Self.people), base: base, decision, at: now))
    }
    if chance(700) { records.append(.run(name, chance(120) ? .failed : .passed, at: now + 60)) }
  }

  private static var text: String { (0..<9).map { "line \($0)\n" }.joined() }
}
