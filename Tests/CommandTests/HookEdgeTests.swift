import CountersignTesting
import Foundation
import Testing

/// What a server's hooks do at their edges: limits, options, other names of production, hostile text, sudden death.
@Suite struct HookEdgeTests {
  private let server: LedgerServer
  private let clone: Clone

  init() throws {
    server = try LedgerServer()
    clone = try server.clone("ada")
  }

  @Test func `past its time a server's hook refuses, and says so`() throws {
    try server.builder.git("config", "countersign.timeLimit", "1")
    try clone.change("First")
    // The program stops at its input, as if reading the repository never ended.
    try writeProgram(
      "#!/bin/sh\nmkfifo \(clone.path).fifo\nexec 3<>\(clone.path).fifo\nexec \"\(clone.binary)\" hook run pre-receive <&3\n",
      to: server.path + "/hooks/pre-receive")
    let push = try clone.push("main", "refs/countersign/evidence")
    #expect(push.status != 0)
    #expect(push.stderr.contains("it was not judged within 1 seconds"), "\(push.stderr)")
    #expect(push.stderr.contains("git config countersign.timeLimit SECONDS"))
    #expect(try server.entries().isEmpty)
    #expect(try Binary.run(["hook", "install", "-C", server.path, "--server"]).status == 0)
  }

  @Test func `a time limit that is no number refuses every push`() throws {
    try server.builder.git("config", "countersign.timeLimit", "0")
    try clone.change("First")
    let push = try clone.push("main", "refs/countersign/evidence")
    #expect(push.status != 0)
    #expect(push.remoteWords.contains("countersign.timeLimit is no number of seconds from 1 to 3600"))
    #expect(push.stderr.contains("the push is refused"))
  }

  @Test func `an emergency needs a pusher whom the server knows, and is never passed over`() throws {
    try clone.change("First")
    let unknown = try clone.git([
      "push", "-o", "countersign.emergency=INC-1", "origin", "main", "refs/countersign/evidence",
    ])
    #expect(unknown.status != 0)
    #expect(unknown.stderr.contains("it does not say who pushes"), "\(unknown.stderr)")
    let misspelt = try clone.git(
      ["push", "-o", "countersign.emergancy=INC-1", "origin", "main", "refs/countersign/evidence"],
      ["GL_USERNAME": "ada"])
    #expect(misspelt.status != 0)
    #expect(misspelt.stderr.contains("error[push-option-refused]"), "\(misspelt.stderr)")
    let other = try clone.git(["push", "-o", "ci.skip", "origin", "main", "refs/countersign/evidence"])
    #expect(other.status == 0, "\(other.stderr)")
  }

  @Test func `a ref that would stand in the way of evidence is refused, with the whole push`() throws {
    try clone.change("First")
    for ref in ["refs/countersign/evidence", "refs/countersign/ledger"] {
      let push = try clone.push("refs/countersign/evidence:\(ref)/x", "main", "refs/countersign/evidence")
      #expect(push.status != 0)
      #expect(push.remoteWords.contains("stand in the way of evidence"), "\(push.stderr)")
    }
    #expect(try server.entries().isEmpty)
    #expect(try clone.push("main", "refs/countersign/evidence").status == 0)
  }

  @Test func `a symbolic ref is no way around the gate`() throws {
    try server.builder.git("symbolic-ref", "refs/heads/master", "refs/heads/main")
    try clone.commit("By another name")
    let before = try server.builder.tip(of: "main")
    let push = try clone.push("main:master")
    #expect(push.status != 0)
    #expect(push.stderr.contains("error[approval-not-shown]"), "\(push.stderr)")
    #expect(try server.builder.tip(of: "main") == before)
    // And where the name in the configuration is the symbolic one.
    try server.builder.git("config", "countersign.production", "master")
    #expect(try clone.push("main").stderr.contains("error[approval-not-shown]"))
    try clone.approve("HEAD")
    #expect(try clone.push("main:master", "refs/countersign/evidence").status == 0)
    let entries = try server.entries()
    #expect(entries.map { $0["ref"] as? String } == ["refs/heads/main"])
  }

  @Test func `where names differ by case alone only on paper, such a name is no way around the gate`() throws {
    try server.builder.git("config", "core.ignoreCase", "true")
    try clone.commit("By another spelling")
    for name in ["refs/heads/Main", "refs/Countersign/evidence"] {
      let push = try clone.push("HEAD:\(name)")
      #expect(push.status != 0)
      #expect(push.remoteWords.contains("differs from a guarded one in its case alone"), "\(push.stderr)")
    }
    #expect(try clone.push("HEAD:refs/heads/topic").status == 0)
  }

  @Test func `whatever lies under refs-countersign only grows`() throws {
    try clone.commit("One")
    #expect(try clone.push("HEAD:refs/countersign/other").status == 0)
    try clone.commit("Two")
    #expect(try clone.push("HEAD:refs/countersign/other").status == 0)
    for refspec in ["+HEAD~1:refs/countersign/other", ":refs/countersign/other"] {
      let push = try clone.push(refspec)
      #expect(push.status != 0)
      #expect(push.stderr.contains("error[evidence-tampered]"), "\(push.stderr)")
    }
  }

  @Test func `ten findings are shown of a large push, in plain text, and how to see the others`() throws {
    for number in 0..<14 { try clone.commit("Change \(number) \u{1b}]0;owned\u{7} \u{202e}é") }
    let push = try clone.push("main")
    #expect(push.status != 0)
    #expect(push.stderr.components(separatedBy: "error[").count == 11)
    #expect(
      push.stderr.contains(
        "and 4 more: countersign check \(try clone.tip("HEAD~14"))..\(try clone.tip("HEAD"))"), "\(push.stderr)")
    #expect(push.stderr.contains("\\u{1b}]0;owned\\u{7} \\u{202e}\\u{e9}"))
    #expect(push.stderrBytes.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) })
    #expect(push.stderr.utf8.count < 16_384)
  }

  @Test func `an atomic push goes in whole or not at all`() throws {
    try clone.change("Good")
    try clone.git(["branch", "topic"])
    let good = try clone.push("--atomic", "main", "topic", "refs/countersign/evidence")
    #expect(good.status == 0, "\(good.stderr)")
    try clone.commit("Bad")
    let bad = try clone.push("--atomic", "main", "HEAD:topic")
    #expect(bad.status != 0)
    #expect(try server.builder.tip(of: "topic") == clone.tip("HEAD~1"))
    #expect(try server.entries().count == 1)
  }

  @Test func `the update hook judges where there is no pre-receive`() throws {
    #expect(try Binary.run(["hook", "uninstall", "-C", server.path, "--hooks", "pre-receive"]).status == 0)
    #expect(try Binary.run(["hook", "install", "-C", server.path, "--hooks", "update,post-receive"]).status == 0)
    try clone.commit("First")
    let refused = try clone.push("HEAD:topic", "main")
    #expect(refused.status != 0)
    #expect(refused.stderr.contains("error[approval-not-shown]"))
    #expect(refused.stderr.contains("the update is refused"))
    // It refuses a ref, not the push.
    #expect(try server.builder.tip(of: "topic") == clone.tip("HEAD"))
    try clone.approve("HEAD")
    #expect(try clone.push("refs/countersign/evidence").status == 0)
    let accepted = try clone.push("main")
    #expect(accepted.status == 0, "\(accepted.stderr)")
    let entries = try server.entries()
    #expect(entries.map { $0["new"] as? String } == [try clone.tip("HEAD")])
    #expect(entries.first?["verdictDigest"] is String)
    #expect(try clone.push(":refs/countersign/evidence").stderr.contains("error[evidence-tampered]"))
  }

  /// After so many milliseconds the program is killed; the last is longer than it runs.
  @Test(arguments: ["pre-push", "pre-receive", "update", "post-receive"])
  func `a program that is killed anywhere leaves the repository as before or as after`(hook: String) throws {
    let hooks = hook == "pre-push" ? "pre-push" : hook == "update" ? "update,post-receive" : "pre-receive,post-receive"
    let place = hook == "pre-push" ? clone.path : server.path
    #expect(try Binary.run(["hook", "install", "-C", place, "--hooks", hooks]).status == 0)
    if hook == "update" {
      #expect(try Binary.run(["hook", "uninstall", "-C", place, "--hooks", "pre-receive"]).status == 0)
    }
    try server.builder.git("config", "countersign.ledgerPatience", "0")
    var killed = 0
    let killer = try server.builder.makeFolder("killer") + "/countersign"
    for delay in [0, 3, 6, 10, 15, 20, 30, 45, 70] {
      try writeProgram(
        """
        #!/bin/sh
        if [ "$3" != \(hook) ]; then exec "\(clone.binary)" "$@"; fi
        "\(clone.binary)" "$@" <&0 &
        program=$!
        sleep \(Double(delay) / 1000)
        kill -9 $program 2>/dev/null
        wait $program

        """, to: killer)
      try clone.change("After \(delay)")
      let before = try server.builder.tip(of: "main")
      let tip = try clone.tip("HEAD")
      let arguments = ["push", "origin", "refs/countersign/evidence", "main"]
      let push = try clone.git(arguments, ["COUNTERSIGN": killer])
      let after = try server.builder.tip(of: "main")
      if push.status == 0 { #expect(after == tip) } else { #expect(after == before, "\(push.stderr)") }
      let wasKilled = push.stderr.contains("ended with status 137")
      killed += wasKilled ? 1 : 0
      #expect(push.status == 0 || wasKilled, "\(push.stderr)")
      if hook == "post-receive" { #expect(after == tip, "\(push.stderr)") }
      #expect(try server.builder.run(["fsck", "--strict", "--no-dangling"]).status == 0)
      // This hook sees one ref at a time: evidence has to be there before.
      if hook == "update" { #expect(try clone.push("refs/countersign/evidence").status == 0) }
      let next = try clone.git(arguments)
      #expect(next.status == 0, "\(next.stderr)")
    }
    #expect(killed > 0)
    try clone.change("The last one")
    #expect(try clone.push("refs/countersign/evidence", "main").status == 0)
    // What a killed hook left out stands in an entry that says so; the line is whole.
    let entries = try server.entries()
    #expect(try server.chainHolds())
    let line = entries.filter { $0["ref"] as? String == "refs/heads/main" }
    #expect(zip(line, line.dropFirst()).allSatisfy { $0["new"] as? String == $1["old"] as? String })
    #expect(line.last?["new"] as? String == (try clone.tip("HEAD")))
    if hook != "post-receive" { #expect(line.allSatisfy { $0["reconstructed"] as? Bool == false }) }
  }
}
