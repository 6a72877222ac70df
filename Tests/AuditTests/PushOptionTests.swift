import Diagnostics
import Fieldwork
import Testing

/// What a push may say with `-o`, as git hands it to a hook.
@Suite struct PushOptionTests {
  private func read(_ options: [String], pusher: String? = "ada", count: String? = nil) throws -> [String] {
    var variables: [String: String] = ["GIT_PUSH_OPTION_COUNT": count ?? String(options.count)]
    for (number, option) in options.enumerated() { variables["GIT_PUSH_OPTION_\(number)"] = option }
    return try PushOptions.declaredEmergencies(by: pusher) { variables[$0] }
  }

  @Test func `ids come once each, in the order of the push, beside options of others`() throws {
    #expect(
      try read(["ci.skip", "countersign.emergency=INC-2", "countersign.emergency=INC-1", "countersign.emergency=INC-2"])
        == ["INC-2", "INC-1"])
    #expect(try read([]) == [])
    #expect(try PushOptions.declaredEmergencies(by: nil) { _ in nil } == [])
    #expect(try read(["countersigned=yes", "topic=countersign.emergency"]) == [])
    #expect(try read(["countersign.emergency=\(String(repeating: "x", count: 64))"]).count == 1)
  }

  @Test(arguments: [
    "countersign.emergancy=INC-1", "countersign.Emergency=INC-1", "COUNTERSIGN.EMERGENCY=INC-1", "countersign.=x",
    "countersign=x", "countersign.skip", "countersign.emergency", "countersign.emergency=",
    "countersign.emergency=.hidden", "countersign.emergency=a/b", "countersign.emergency=a b",
    "countersign.emergency=\u{1b}[31m", "countersign.emergency=é", "countersign.emergency=a=b",
    "countersign.emergency=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
  ])
  func `an option of ours that is unknown or has no id is refused`(option: String) throws {
    let stopped = #expect(throws: Stopped.self) { try read([option]) }
    #expect(stopped?.diagnostics.first?.code == "push-option-refused")
    #expect((stopped?.diagnostics.first?.message.utf8.count ?? 0) < 200)
  }

  @Test func `nobody unknown declares an emergency, and nobody a great many`() throws {
    #expect(throws: Stopped.self) { try read(["countersign.emergency=INC-1"], pusher: nil) }
    #expect(try read(["ci.skip"], pusher: nil) == [])
    #expect(throws: Stopped.self) { try read((0..<9).map { "countersign.emergency=INC-\($0)" }) }
    #expect(throws: Stopped.self) { try read(Array(repeating: "x", count: 257)) }
    for count in ["-1", "many", "99999999999999999999", "2"] {
      #expect(throws: Stopped.self) { try read(["ci.skip"], count: count) }
    }
  }
}
