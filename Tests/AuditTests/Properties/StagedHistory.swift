import CountersignTesting
import Evidence

/// A generated history of a team that works with staging: topics merged or rebased into it, promotions by merge, squash,
/// fast-forward and cherry-pick, hot fixes, back-merges, and records of which some fit and some don't.
final class StagedHistory {
  let scenario: Scenario
  private(set) var names: [String] = []
  private var random: SplitMix64
  private var made = 0
  private static let people: [CountersignTesting.Identity] = [.ada, .bob, .cora]

  init(seed: UInt64, steps: Int = 16) throws {
    random = SplitMix64(seed: seed)
    let files = Dictionary(uniqueKeysWithValues: (0..<4).map { ("f\($0)", "one\n") })
    let policy = PolicyText.staged("promotion: {required: 1}", timing: "declared")
    scenario = try Scenario(policy, files: files)
    try scenario.move("staging", to: "B")
    for _ in 0..<steps { try step() }
  }

  func any<Element>(_ elements: [Element]) -> Element { elements[random.below(elements.count)] }

  private func step() throws {
    switch random.below(10) {
    case 0, 1, 2: try work(on: "staging")
    case 3, 4: try topic()
    case 5, 6: try attempt { try self.promote() }
    case 7: try attempt { try self.squash() }
    case 8: try attempt { try self.pick() }
    default: try random.chance(500) ? work(on: "main") : attempt { try self.mergeBack() }
    }
  }

  private func work(on branch: String, parents: [String]? = nil) throws {
    let name = next()
    let trailers = [Say.both, Say.tested, ""][random.below(3)]
    try scenario.commit(
      name, trailers, on: branch, author: any(Self.people), files: ["f\(random.below(4))": "\(name)\n"],
      parents: parents)
    names.append(name)
    if random.chance(400) { try scenario.approve(name, by: any(Self.people), target: "staging") }
  }

  private func topic() throws {
    try work(on: "topic-\(made)", parents: ["staging"])
    guard let last = names.last else { return }
    let name = next()
    try scenario.merge(name, [last], into: "staging", random.chance(300) ? Say.both : "")
    names.append(name)
  }

  private func promote() throws {
    if random.chance(600) {
      try scenario.approve(scenario.repository.resolve("staging"), by: any(Self.people + [.dan]), promotion: true)
    }
    let name = next()
    try scenario.merge(name, ["staging"], files: random.chance(120) ? ["hidden": "\(name)\n"] : nil)
    names.append(name)
  }

  private func squash() throws {
    let name = next()
    try scenario.squash(name, of: "staging")
    names.append(name)
  }

  private func pick() throws {
    guard !names.isEmpty else { return }
    let picked = any(names)
    let name = next()
    try scenario.pick(name, of: picked)
    names.append(name)
  }

  private func mergeBack() throws {
    let name = next()
    try scenario.merge(name, ["main"], into: "staging")
    names.append(name)
  }

  private func next() -> String {
    made += 1
    return "c\(made)"
  }

  /// Git finds conflicts, or nothing to do, in some of it; then nothing happens.
  private func attempt(_ body: () throws -> Void) throws { try? body() }
}
