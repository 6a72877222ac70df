import CountersignTesting
import Foundation
import Testing

/// The same pushes to each kind of server, by the real git over the real transport.
@Suite struct TransportTests {
  @Test(arguments: Transport.allCases)
  func `each push is accepted and in the ledger, or refused with its code and accepted once repaired`(
    transport: Transport
  ) throws {
    let bank = try ServedBank(transport)
    for push in PushTable.cases {
      let arguments = try push.prepare(bank.clone)
      try expect(bank, arguments, push.code, push.besides, user: push.user, push.name)
      guard let repair = push.repair else { continue }
      try repair(bank.clone)
      try expect(bank, PushTable.all, nil, nil, user: push.user, "\(push.name), repaired")
    }
    // And the report agrees with the gate, by what a fresh clone can fetch.
    try bank.clone.fetch()
    let line = try bank.clone.git(["rev-list", "--max-parents=0", "main"]).stdout.trimmingCharacters(in: .newlines)
    let check = try Binary.run(["check", "-C", bank.clone.path, "\(line)..main"])
    #expect(check.status == 0, "\(check.stdout)\(check.stderr)")
  }

  @Test(arguments: [Transport.http, .gitolite])
  func `of pushes at once each is in the ledger once, with the one who pushed it`(transport: Transport) async throws {
    let bank = try ServedBank(transport, claims: true)
    let clones = try ["ada", "bob", "ada", "bob"].enumerated().map { number, user in
      try bank.clone("clone-\(number)", of: user)
    }
    await withTaskGroup(of: Void.self) { group in
      for (number, clone) in clones.enumerated() {
        group.addTask {
          for turn in 0..<3 {
            do { try clone.pushUntilAccepted("By \(clone.name) \(number) \(turn)") } catch { Issue.record(error) }
          }
        }
      }
    }
    let entries = try bank.entries()
    try bank.clone.git(["fetch", "--quiet", "origin", "main"])
    let line = try bank.clone.git(["log", "--first-parent", "--reverse", "--format=%H %s", "FETCH_HEAD"]).stdout.split(
      separator: "\n"
    ).dropFirst().map { $0.split(separator: " ") }
    #expect(line.count == 12)
    #expect(entries.map { $0["new"] as? String } == line.map { String($0[0]) })
    #expect(entries.map { $0["pusher"] as? String } == line.map { String($0[2]) })
    #expect(entries.allSatisfy { $0["reconstructed"] as? Bool == false })
  }

  private func expect(
    _ bank: ServedBank, _ arguments: [String], _ code: String?, _ besides: String?, user: String, _ name: String
  ) throws {
    let before = (main: try bank.tip("refs/heads/main"), entries: try bank.entries().count)
    let evidence = try bank.tip(PushTable.evidence)
    let pushed = try bank.push(arguments, as: user)
    let said = "\(name): \(pushed.stderr)"
    let entries = try bank.entries()
    guard let code else {
      #expect(pushed.status == 0, "\(said)")
      let tip = try bank.clone.tip("HEAD")
      #expect(try bank.tip("refs/heads/main") == tip, "\(said)")
      #expect(entries.count == before.entries + 1, "\(said)")
      #expect(entries.last?["new"] as? String == tip, "\(said)")
      #expect(entries.last?["old"] as? String == before.main, "\(said)")
      #expect(entries.last?["pusher"] as? String == bank.host.pusher(user), "\(said)")
      #expect(entries.last?["evidence"] as? String == (try bank.tip(PushTable.evidence)), "\(said)")
      return
    }
    #expect(pushed.status != 0, "\(said)")
    #expect(pushed.stderr.contains("error[\(code)]"), "\(said)")
    #expect(pushed.stderr.contains("the push is refused"), "\(said)")
    #expect(pushed.stderrBytes.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) }, "\(said)")
    // All or nothing.
    #expect(try bank.tip("refs/heads/main") == before.main, "\(said)")
    #expect(try bank.tip(PushTable.evidence) == evidence, "\(said)")
    #expect(entries.count == before.entries, "\(said)")
    if let besides { #expect(try bank.tip(besides) == nil, "\(said)") }
  }
}
