import Audit
import CountersignTesting
import Fieldwork
import GitStore
import Testing

/// What must hold of staging and promotions, whatever people did.
@Suite struct StagingProperties {
  private static let seeds: [UInt64] = [1, 2, 3, 5, 8, 18, 19, 32, 34, 52]

  private func briefly(_ audit: FinishedAudit, _ scenario: Scenario) -> [String] {
    audit.assessments.map { change in
      let codes = Set(change.findings.filter { $0.weight != .warning }.map(\.code.rawValue)).sorted()
      return ([scenario.name(change.id), "\(change.kind)", change.verdict.rawValue] + codes).joined(separator: " ")
    }
  }

  @Test(arguments: seeds)
  func `the changes of a production with staging are what git lists, each commit once`(seed: UInt64) throws {
    let history = try StagedHistory(seed: seed)
    let scenario = history.scenario
    let audit = try scenario.audit()
    let members = audit.assessments.flatMap(\.commits).map(\.description)
    let listed = try scenario.repository.git("--no-replace-objects", "rev-list", "\(scenario.id("B"))..main")
    #expect(members.sorted() == listed.split(separator: "\n").map(String.init).sorted())
    #expect(Set(members).count == members.count)
    // The last change of a promotion is its entry on production's line, and all that it brought stand before it.
    let line = try scenario.repository.git("rev-list", "--first-parent", "--reverse", "\(scenario.id("B"))..main")
    let entries = line.split(separator: "\n").map(String.init), ends = audit.promotions.map(\.id.description)
    #expect(ends == entries.filter(ends.contains))
    #expect(ends.last == entries.last)
    #expect(audit.promotions.flatMap(\.changes) == audit.assessments.map(\.id))
  }

  @Test(arguments: seeds)
  func `a range judged in two parts at a promotion is judged as in one`(seed: UInt64) throws {
    let history = try StagedHistory(seed: seed)
    let scenario = history.scenario
    let audit = try scenario.audit()
    let whole = briefly(audit, scenario)
    for promotion in audit.promotions.dropLast() {
      let cut = scenario.name(promotion.id)
      let older = try scenario.audit("B", to: cut), newer = try scenario.audit(cut)
      #expect(briefly(older, scenario) + briefly(newer, scenario) == whole, "cut at \(cut)")
    }
  }

  @Test(arguments: seeds)
  func `one more independent approval of a promotion or a change takes no pass away`(seed: UInt64) throws {
    let history = try StagedHistory(seed: seed)
    let scenario = history.scenario
    let eve = CountersignTesting.Identity(name: "Eve Eden", email: "eve@example.com")
    for promotion in [true, false, true] {
      let before = try scenario.audit().assessments
      let name = history.any(history.names)
      let parent = try scenario.repository.git("rev-parse", "\(scenario.id(name))^1")
      try scenario.approve(name, by: eve, base: parent, at: scenario.repository.clock, promotion: promotion)
      for (old, new) in zip(before, try scenario.audit().assessments) {
        #expect(old.id == new.id)
        if old.verdict == .pass { #expect(new.verdict == .pass, "\(scenario.name(old.id)) after approving \(name)") }
      }
    }
  }

  @Test(arguments: seeds)
  func `what a gate would have let in and what a report says agree`(seed: UInt64) throws {
    let history = try StagedHistory(seed: seed)
    let scenario = history.scenario
    let gate = HookGate(try Repository(opening: scenario.repository.path), side: .server, production: nil)
    var base = scenario.id("B")
    let audit = try scenario.audit()
    for promotion in audit.promotions {
      let update = try HookUpdate.received(Array("\(base) \(promotion.id) refs/heads/main\n".utf8))
      let passes = try gate.judge(update).allSatisfy(\.isClean)
      let changes = audit.assessments.filter { promotion.changes.contains($0.id) }
      #expect(passes == !changes.contains { $0.verdict.countsAgainst }, "\(scenario.name(promotion.id))")
      base = promotion.id.description
    }
  }
}
