import CountersignTesting
import Foundation
import Testing

/// Pushes by the real git to a bare repository that keeps a ledger.
@Suite struct LedgerHookTests {
  @Test func `an accepted push is in the ledger, once, with who pushed and what was judged`() throws {
    let server = try LedgerServer()
    let clone = try server.clone("ada")
    #expect(try clone.push("main").status == 0)
    try clone.commit("Raise the limit")
    try clone.approve("HEAD")
    let pushed = try clone.git(["push", "origin", "main", "refs/countersign/evidence"], ["GL_USERNAME": "ada"])
    #expect(pushed.status == 0, "\(pushed.stderr)")
    #expect(pushed.stderr.contains("refs/heads/main is entry 1 of the ledger"))
    let entries = try server.entries()
    #expect(entries.count == 1)
    let tip = try clone.tip("HEAD")
    #expect(entries[0]["new"] as? String == tip)
    #expect(entries[0]["pusher"] as? String == "ada")
    // Evidence that came in the same push is what was judged.
    #expect(entries[0]["evidence"] as? String == (try server.builder.tip(of: "refs/countersign/evidence")))
    #expect((entries[0]["verdictDigest"] as? String)?.hasPrefix("sha256:") == true)
    #expect(try server.pending() == [])
    // And the report agrees with the gate.
    let check = try Binary.run(["check", "-C", server.path, "main~1..main"])
    #expect(check.status == 0, "\(check.stdout)\(check.stderr)")
    #expect(check.stdout.contains("witnessed"))
  }

  @Test func `where authors have to be shown, the one who pushes is, to the gate and to the report`() throws {
    let server = try LedgerServer(taking: "signed")
    let clone = try server.clone("ada")
    try clone.change("Raise the limit")
    let refs = ["main", "refs/countersign/evidence"]
    for other in ["bob", "git"] {
      let refused = try clone.git(["push", "origin"] + refs, ["GL_USERNAME": other])
      #expect(refused.status != 0)
      #expect(refused.stderr.contains("approver-may-be-author"), "\(refused.stderr)")
    }
    let pushed = try clone.git(["push", "origin"] + refs, ["GL_USERNAME": "ada"])
    #expect(pushed.status == 0, "\(pushed.stderr)")
    let check = try Binary.run(["check", "-C", server.path, "main~1..main"])
    #expect(check.status == 0 && check.stdout.contains("witnessed"), "\(check.stdout)\(check.stderr)")
  }

  @Test func `a push to another branch and a refused one are in no ledger`() throws {
    let server = try LedgerServer()
    let clone = try server.clone("ada")
    try clone.commit("Half done")
    #expect(try clone.push("HEAD:refs/heads/topic").status == 0)
    #expect(try clone.push("main").status != 0)
    #expect(try server.entries().isEmpty)
    #expect(try server.pending() == [])
  }

  @Test func `an update that a killed hook left unrecorded is found by the next one`() throws {
    let server = try LedgerServer()
    let clone = try server.clone("ada")
    try server.builder.git("config", "countersign.ledgerPatience", "0")
    try clone.change("First")
    try server.killing("post-receive") {
      _ = try clone.push("main", "refs/countersign/evidence")
    }
    #expect(try server.builder.tip(of: "main") == clone.tip("HEAD"))
    #expect(try server.entries().isEmpty)
    let first = try clone.tip("HEAD")
    // The very first update: nothing tells where the ledger should have begun.
    try clone.change("Second")
    #expect(try clone.push("main", "refs/countersign/evidence").status == 0)
    try clone.change("Third")
    try server.killing("post-receive") { _ = try clone.push("main", "refs/countersign/evidence") }
    let third = try clone.tip("HEAD")
    try clone.change("Fourth")
    let push = try clone.push("main", "refs/countersign/evidence")
    #expect(push.status == 0)
    #expect(push.stderr.contains("entry 2 stands for what was not recorded"), "\(push.stderr)")
    let entries = try server.entries()
    #expect(entries.map { $0["reconstructed"] as? Bool } == [false, true, false])
    #expect(entries.map { $0["old"] as? String }[0] == first)
    #expect(entries[1]["new"] as? String == third)
    #expect(try server.chainHolds())
  }

  @Test func `a push whose pre-receive is killed moves nothing and records nothing`() throws {
    let server = try LedgerServer()
    let clone = try server.clone("ada")
    let before = try server.builder.tip(of: "main")
    try clone.change("First")
    try server.killing("pre-receive") {
      let push = try clone.push("main", "refs/countersign/evidence")
      #expect(push.status != 0)
    }
    #expect(try server.builder.tip(of: "main") == before)
    #expect(try server.entries().isEmpty)
    #expect(try clone.push("main", "refs/countersign/evidence").status == 0)
    #expect(try server.entries().count == 1)
  }

  @Test(.timeLimit(.minutes(10)))
  func `forty pushes at once are in the ledger, each once, in one chain`() async throws {
    let server = try LedgerServer(taking: "claim")
    let clones = try (0..<8).map { try server.clone("clone-\($0)") }
    await withTaskGroup(of: Void.self) { group in
      for clone in clones {
        group.addTask {
          for number in 0..<5 {
            do { try clone.pushUntilAccepted("Change \(clone.name) \(number)") } catch { Issue.record(error) }
          }
        }
      }
    }
    let entries = try server.entries()
    #expect(try server.chainHolds())
    let line = try server.builder.git("rev-list", "--first-parent", "--reverse", "main").split(separator: "\n").map(
      String.init)
    #expect(line.count == 41)
    #expect(entries.map { $0["new"] as? String } == line.dropFirst().map(Optional.some))
    #expect(entries.map { $0["old"] as? String } == line.dropLast().map(Optional.some))
    #expect(entries.allSatisfy { $0["reconstructed"] as? Bool == false })
    #expect(try server.pendingOf(entries) == [])
    let check = try Binary.run(["check", "-C", server.path, "\(line[0])..main"])
    #expect(check.status == 0, "\(check.stdout)")
  }

  @Test func `nobody pushes the ledger, and nobody takes a record of evidence away`() throws {
    let server = try LedgerServer()
    let clone = try server.clone("ada")
    try clone.change("First")
    #expect(try clone.push("main", "refs/countersign/evidence").status == 0)
    try clone.fetch()
    // An entry more, which the server didn't sign.
    let forged = try clone.record("HEAD~1", "HEAD", ref: "refs/heads/other")
    #expect(forged.status == 0, "\(forged.stderr)")
    let pushed = try clone.push("refs/countersign/ledger")
    #expect(pushed.status != 0)
    #expect(pushed.stderr.contains("the push would change the ledger"))
    #expect(try clone.push(":refs/countersign/ledger").status != 0)
    // A commit on top of the evidence that leaves a record out.
    let tip = try clone.tip("refs/countersign/evidence")
    let empty = try clone.run(["mktree"]).stdout.trimmingCharacters(in: .newlines)
    let without = try clone.run(["commit-tree", empty, "-p", tip, "-m", "Tidy up"]).stdout.trimmingCharacters(
      in: .newlines)
    let shrunk = try clone.push("\(without):refs/countersign/evidence")
    #expect(shrunk.status != 0)
    #expect(shrunk.stderr.contains("evidence-tampered"))
    #expect(try server.builder.tip(of: "refs/countersign/evidence") == tip)
  }

  @Test func `who pushes can't name himself`() throws {
    let server = try LedgerServer()
    try server.builder.git("config", "countersign.pusherVariable", "GIT_PUSH_OPTION_0")
    try server.builder.git("config", "receive.advertisePushOptions", "true")
    let clone = try server.clone("ada")
    try clone.change("First")
    #expect(try clone.push("-o", "bob", "main", "refs/countersign/evidence").status == 0)
    #expect(try server.entries().map { $0["pusher"] is NSNull } == [true])
  }

  @Test func `an approval that is pushed after the change is late, though its date is earlier`() throws {
    let server = try LedgerServer()
    let clone = try server.clone("ada")
    // The gate was off.
    try server.killing("pre-receive", with: "exit 0") {
      try clone.commit("Raise the limit")
      let push = try clone.push("main")
      #expect(push.status == 0, "\(push.stderr)")
    }
    try clone.approve("HEAD", at: "2020-01-01T00:00:00Z")
    #expect(try clone.push("refs/countersign/evidence").status == 0)
    let check = try Binary.run(["check", "-C", server.path, "main~1..main"])
    #expect(check.status == 1)
    #expect(check.stdout.contains("approval-late"), "\(check.stdout)")
  }
}
