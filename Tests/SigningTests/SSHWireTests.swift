import Signing
import Testing

@Suite struct SSHWireTests {
  @Test func `reads what it writes`() throws {
    var writer = SSHWireWriter()
    writer.append(7 as UInt8)
    writer.append(0xDEAD_BEEF as UInt32)
    writer.append(string: "ssh-rsa")
    writer.append(number: [0, 0, 0x80, 1])
    writer.append(number: [0, 0])
    var reader = SSHWireReader(writer.bytes)
    #expect(try reader.byte() == 7)
    #expect(try reader.uint32() == 0xDEAD_BEEF)
    #expect(try reader.name() == "ssh-rsa")
    #expect(try reader.number() == [0x80, 1])
    #expect(try reader.number() == [])
    try reader.end()
  }

  @Test(
    arguments: [
      ([], SSHWireError.endsEarly), ([0, 0, 0], .endsEarly), ([0, 0, 0, 2, 1], .endsEarly),
      ([0xFF, 0xFF, 0xFF, 0xFF, 1], .endsEarly), ([0, 0, 0, 1, 0x80], .negative), ([0, 0, 0, 1, 0], .padded),
      ([0, 0, 0, 2, 0, 0x7F], .padded),
    ] as [([UInt8], SSHWireError)])
  func `refuses a number that is cut short or not in its one form`(_ bytes: [UInt8], _ fault: SSHWireError) {
    #expect(throws: fault) {
      var reader = SSHWireReader(bytes)
      _ = try reader.number()
    }
  }

  @Test func `says how much follows the end`() {
    #expect(throws: SSHWireError.goesOn(2)) { try SSHWireReader([1, 2]).end() }
  }
}

@Suite struct Base64Tests {
  @Test func `reads what it writes at every length`() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
      #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
    }
  }

  @Test func `agrees with the vectors of RFC 4648`() {
    let vectors = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE="]
    for (plain, encoded) in vectors {
      #expect(Base64.encode(Array(plain.utf8)) == encoded)
      #expect(Base64.decode(encoded.utf8) == Array(plain.utf8))
    }
  }

  @Test(arguments: ["Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z", "Zg==Zg==", "Zm 9v", "Zm9v\n", "+/-_", "=", "Zm9v===="])
  func `refuses every other way of writing`(_ text: String) {
    #expect(Base64.decode(text.utf8) == nil)
  }

  @Test func `reads the alphabet for addresses, with or without padding`() {
    #expect(Base64.decode("-_8=".utf8) == [0xFB, 0xFF])
    #expect(Base64.decode("-_8".utf8) == [0xFB, 0xFF])
    #expect(Base64.decode("+/8".utf8) == nil)
  }
}

@Suite struct PatternListTests {
  @Test(arguments: [
    ("*", "ada", true), ("a?a", "ada", true), ("a?a", "ad", false), ("a*a*", "ada", true), ("ada,bob", "bob", true),
    ("!ada,*", "ada", false), ("*,!ada", "ada", false), ("*,!ada", "bob", true), ("!ada", "bob", false),
    ("*@example.com", "ada@example.com", true), ("*@example.com", "ada@example.com.evil", false), ("ADA", "ada", false),
    ("**a**", "bab", true), ("?", "", false), ("*", "", true),
  ])
  func `matches as OpenSSH does`(_ list: String, _ name: String, _ expected: Bool) throws {
    #expect(try #require(PatternList(Array(list.utf8))).matches(name) == expected)
  }

  @Test func `refuses a list with an empty pattern`() {
    for list in ["", "a,", ",a", "a,,b", "!"] { #expect(PatternList(Array(list.utf8)) == nil) }
  }

  @Test func `a hostile pattern ends soon`() throws {
    let list = try #require(PatternList(Array((String(repeating: "*a", count: 500) + "b").utf8)))
    #expect(!list.matches(String(repeating: "a", count: 20_000)))
  }
}
