import Diagnostics
import Testing

@Suite struct PolicyMessageTests {
  @Test(arguments: wrongPolicies)
  func `each problem is drawn with its place and its repair`(name: String, text: String) throws {
    let found = problems(text)
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.code == "policy-invalid" && $0.severity == .error && !$0.places.isEmpty })
    #expect(found.allSatisfy { !$0.help.isEmpty }, "a problem without help")
    #expect(found.allSatisfy { !$0.message.hasSuffix(".") && $0.message.first?.isUppercase == false })
    try expectSnapshot(drawn(found), named: name)
  }

  @Test func `a file that is not text is refused`() throws {
    let invalid = Array("version: 1\npreset: ".utf8) + [0xC3, 0x28, 0x0A]
    #expect(throws: (any Error).self) { try readBytes(invalid) }
    #expect(throws: (any Error).self) { try readBytes([UInt8](repeating: 0x20, count: 1 << 20 + 1)) }
    let utf16: [UInt8] = [0xFF, 0xFE, 0x76, 0x00]
    #expect(throws: (any Error).self) { try readBytes(utf16) }
    let texts = [invalid, [UInt8](repeating: 0x23, count: (1 << 20) + 1), utf16].map(problemsOfBytes)
    try expectSnapshot(drawn(texts.flatMap { $0 }), named: "not-text")
  }

  @Test func `at most a hundred problems are shown`() {
    let many = (0..<5000).map { "key\($0): 1\n" }.joined()
    let found = problems("version: 1\n" + many)
    #expect(found.count == 101)
    #expect(found.last?.message == "the file has more problems than the 100 shown")
    let anchors = problems("version: 1\npeople:\n" + String(repeating: "- &a\n", count: 5000))
    #expect(anchors.count == 101)
  }

  @Test func `a line that nobody can read is not shown`() {
    let found = problems("version: 1\n\(String(repeating: "x", count: 100_000)): 1\n")
    #expect(found.count == 1)
    #expect(drawn(found).count < 1000)
  }
}
