import CountersignTesting
import Foundation
import Testing

/// The server's hook and a file of signers: it is read as production has it, and limits hold at the time of the push.
@Suite struct SignerHookTests {
  /// A server whose policy names a signers' file with these lines; `<bob>` and `<eve>` stand for keys.
  private func server(_ lines: String) throws -> LedgerServer {
    let server = try LedgerServer()
    let made = try Subprocess(
      program: "/usr/bin/env",
      arguments: ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "eve", "-f", "\(server.keys)/eve"],
      environment: HermeticEnvironment.variables
    ).run()
    try #require(made.status == 0)
    let policy = try server.builder.git("show", "main:countersign.yml")
    try server.builder.commit(
      "Name a file of signers",
      files: [
        "countersign.yml": policy + "\nallowedSigners: .countersign/allowed_signers\n",
        ".countersign/allowed_signers": try filled(lines, server),
      ])
    return server
  }

  private func filled(_ lines: String, _ server: LedgerServer) throws -> String {
    var text = lines + "\n"
    for name in ["bob", "eve"] {
      let line = try String(contentsOfFile: "\(server.keys)/\(name).pub", encoding: .utf8)
      text = text.replacing("<\(name)>", with: line.trimmingCharacters(in: .newlines))
    }
    return text
  }

  @Test func `an approval dated back to before the end of its key is refused`() throws {
    for (end, accepted) in [("20200101Z", false), ("20990101Z", true)] {
      let server = try server("bob@example.com valid-before=\"\(end)\" <bob>")
      let clone = try server.clone("ada")
      try clone.commit("Raise the limit")
      try clone.approve("HEAD", at: "2019-06-01T00:00:00Z")
      let pushed = try clone.push("main", "refs/countersign/evidence")
      #expect((pushed.status == 0) == accepted, "\(pushed.stderr)")
      if accepted {
        let check = try Binary.run(["check", "-C", server.path, "main~1..main"])
        #expect(check.status == 0 && check.stdout.contains("witnessed"), "\(check.stdout)\(check.stderr)")
      } else {
        #expect(pushed.stderr.contains("error[approval-unverifiable]"), "\(pushed.stderr)")
        #expect(pushed.remoteWords.contains("no entry of the ledger shows the record yet"))
      }
    }
  }

  @Test func `a push that brings the key by which it is approved is refused`() throws {
    let server = try server("bob@example.com <bob>")
    let clone = try server.clone("ada")
    let file = "\(clone.path)/.countersign/allowed_signers"
    try filled("bob@example.com <bob>\nbob@example.com <eve>", server).write(
      toFile: file, atomically: true, encoding: .utf8)
    try clone.commit("Another key for Bob")
    for (key, accepted) in [("eve", false), ("bob", true)] {
      try clone.approve("HEAD", key: key)
      let pushed = try clone.push("main", "refs/countersign/evidence")
      #expect((pushed.status == 0) == accepted, "\(pushed.stderr)")
    }
    // From the next change on it is his.
    try clone.commit("Raise the limit")
    try clone.approve("HEAD", key: "eve")
    #expect(try clone.push("main", "refs/countersign/evidence").status == 0)
  }
}
