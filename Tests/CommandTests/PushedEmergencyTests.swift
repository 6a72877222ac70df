import CountersignTesting
import Foundation
import Testing

/// `git push -o countersign.emergency=ID`: what the gate lets in, the ledger keeps and a report repeats.
@Suite struct PushedEmergencyTests {
  private let server: LedgerServer
  private let clone: Clone

  init() throws {
    server = try LedgerServer(emergencies: true)
    clone = try server.clone("ada")
  }

  private func push(as name: String, _ option: String = "countersign.emergency=INC-7") throws -> Output {
    try clone.git(["push", "-o", option, "origin", "main"], ["REMOTE_USER": name])
  }

  private func check(_ now: String? = nil) throws -> Output {
    try Binary.run(["check", "-C", server.path] + (now.map { ["--now", $0] } ?? []))
  }

  @Test func `an emergency that its pusher declares goes in, and stays excepted if it is reviewed`() throws {
    try clone.commit("Stop the double booking")
    let pushed = try push(as: "bob")
    #expect(pushed.status == 0, "\(pushed.stderr)")
    let entry = try #require(try server.entries().last)
    #expect(entry["emergencies"] as? [String] == ["INC-7"])
    #expect(entry["pusher"] as? String == "bob")
    #expect(try server.chainHolds())
    let checked = try check()
    #expect(checked.status == 0, "\(checked.stdout)")
    #expect(checked.stdout.contains("accepted by refs/countersign/ledger, entry 1: an emergency declared by bob"))
    #expect(try check("2100-01-01T00:00:00Z").stdout.contains("error[emergency-review-overdue]"))
    // The declarer's own review is none, and Bob has the only key.
    try clone.approve("HEAD")
    #expect(try clone.push("refs/countersign/evidence").status == 0)
    #expect(try check("2100-01-01T00:00:00Z").status == 1)
  }

  @Test func `an emergency declares nobody who may not, who wrote the change, or whom the policy doesn't know`() throws
  {
    try clone.commit("Stop the double booking")
    let before = try server.builder.tip(of: "main")
    for (name, reason) in [
      ("ada", "ada pushed it, and is in none of the groups leads"),
      ("mallory", "mallory pushed it, and is no person of the policy"),
      ("server", "server pushed it, and is no person of the policy"),
    ] {
      let pushed = try push(as: name)
      #expect(pushed.status != 0)
      #expect(pushed.stderr.contains("exception-unapproved"), "\(pushed.stderr)")
      #expect(pushed.remoteWords.contains(reason), "\(pushed.stderr)")
    }
    try clone.git(["-c", "user.name=Bob Brown", "commit", "--amend", "--no-edit", "--author", "Bob <bob@example.com>"])
    let own = try push(as: "bob")
    #expect(own.status != 0)
    #expect(own.remoteWords.contains("who made part of the change"), "\(own.stderr)")
    #expect(try server.builder.tip(of: "main") == before)
    #expect(try server.entries().isEmpty)
  }

  @Test func `an emergency of an entry that was altered afterwards is none`() throws {
    try clone.commit("Stop the double booking")
    #expect(try push(as: "bob").status == 0)
    let text = try server.builder.git("cat-file", "blob", "refs/countersign/ledger:entry.json")
    let payload = try #require(
      (try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])?["payload"] as? String)
    let changed = String(decoding: try #require(Data(base64Encoded: payload)), as: UTF8.self)
      .replacing("INC-7", with: "INC-8")
    let forged = text.replacing(payload, with: Data(changed.utf8).base64EncodedString())
    try server.builder.commit("Entry", on: "refs/countersign/ledger", files: ["entry.json": forged], parents: [])
    let checked = try check()
    #expect(checked.status == 1)
    #expect(checked.stdout.contains("error[exception-unapproved]"), "\(checked.stdout)")
  }
}
