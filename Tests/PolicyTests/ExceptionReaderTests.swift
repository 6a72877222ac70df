import Diagnostics
import Testing

@testable import Policy

@Suite struct ExceptionReaderTests {
  private static let codes = ["self-approved", "tests-not-shown"]
  private static let id = String(repeating: "4f2e91c0", count: 5)
  private static let good = """
    id: EX-2026.1_b
    kind: exception
    commits: ["\(id)"]
    findings: [self-approved]
    reason: |
      The vendor's import came late.
      Nobody else was there.
    owner: ada
    expires: 2026-12-31

    """
  private static let emergency = """
    id: EMG-1
    kind: emergency
    commits: ["\(id)"]
    reason: It burns
    declaredBy: leo
    declaredAt: 2026-01-05T01:10:00Z

    """

  private func read(_ text: String) throws(Stopped) -> ExceptionFile {
    try ExceptionReader.read(Array(text.utf8), name: "one.yml", codes: Self.codes)
  }

  private func problems(_ text: String) -> [String] {
    do throws(Stopped) {
      _ = try read(text)
      return []
    } catch {
      return error.diagnostics.map(\.message)
    }
  }

  @Test func `an exception is read whole`() throws {
    let file = try read(Self.good)
    #expect(file.id == "EX-2026.1_b")
    #expect(file.kind == .exception)
    #expect(file.commits == [Self.id])
    #expect(file.findings == ["self-approved"])
    #expect(file.reason == "The vendor's import came late.\nNobody else was there.\n")
    #expect(file.expires == Instant(rfc3339: "2027-01-01T00:00:00Z"))
    #expect(file.signedBytes == Array(Self.good.utf8))
  }

  @Test func `a time ends an exception at once, and a date at its end`() throws {
    let file = try read(Self.good.replacing("2026-12-31", with: "2026-12-31T12:00:00Z"))
    #expect(file.expires == Instant(rfc3339: "2026-12-31T12:00:00Z"))
  }

  @Test func `an emergency signs what stands above its signature`() throws {
    let signature = ExceptionTemplate.signature("-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n")
    let file = try read(Self.emergency + signature)
    #expect(file.signedBytes == Array(Self.emergency.utf8))
    #expect(file.signature == "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n")
    #expect(file.findings == [])
  }

  @Test(arguments: [
    ("id: EX-2026.1_b\n", "", "the exception has no `id`"),
    ("id: EX-2026.1_b", "id: ../x", "`id` is not a name: `../x`"),
    ("owner: ada\n", "", "the exception has no `owner`"),
    ("expires: 2026-12-31\n", "", "the exception has no `expires`"),
    ("expires: 2026-12-31", "expires: soon", "`expires` is not a time: `soon`"),
    ("findings: [self-approved]\n", "", "the exception has no `findings`"),
    ("findings: [self-approved]", "findings: []", "`findings` is an empty list"),
    ("[self-approved]", "[self-aproved]", "there is no finding `self-aproved`"),
    ("[self-approved]", "self-approved", "`findings` is a single value, not a list"),
    ("4f2e91c04f2e91c0\"", "\"", "`commits` has what is no full id: `4f2e91c04f2e91c04f2e91c0`"),
    ("kind: exception", "kind: waiver", "`kind` can't be `waiver`"),
    ("owner: ada", "owner: ada\nnote: x", "`note` is not a key of an exception"),
    ("owner: ada", "owner: ada\ndeclaredBy: leo", "`declaredBy` is for emergencies, and this is an exception"),
    ("owner: ada", "owner: &a ada", "an anchor is not read in an exception"),
    ("owner: ada", "owner: ada\nowner: bob", "the key `owner` stands here twice"),
  ])
  func `what is wrong is said`(part: String, with other: String, message: String) {
    #expect(Self.good.contains(part))
    #expect(problems(Self.good.replacing(part, with: other)).contains(message))
  }

  @Test func `a signature that is not last, or an end, is refused in an emergency`() {
    let early = Self.emergency.replacing("reason:", with: "signature: x\nreason:")
    #expect(problems(early) == ["`signature` is not the last key"])
    #expect(problems(Self.emergency + "expires: 2026-12-31\n").count == 1)
  }

  @Test func `an empty file, a list and a large one are refused`() {
    #expect(problems("") == ["the exception is empty"])
    #expect(problems("- a\n") == ["the exception is a list, not a mapping"])
    let large = Self.good + "#" + String(repeating: " ", count: ExceptionFile.largest)
    #expect(problems(large).first?.hasSuffix("at most 65536 are read") == true)
  }

  @Test(arguments: ["plain", "with \"quotes\": and # signs", "two\nlines", "- a\n- b", "yes", "", "\u{202E}turned"])
  func `what the template writes is read back`(reason: String) throws {
    var facts = ExceptionTemplate.Facts(
      id: "EX-1", kind: .exception, commits: [Self.id], titles: ["A title\n\u{1B}[31mevil: # \u{202E}"],
      now: try #require(Instant(rfc3339: "2026-01-05T01:10:00Z")))
    facts.findings = ["tests-not-shown"]
    facts.reason = reason.isEmpty ? nil : reason
    facts.owner = "ada"
    facts.expires = "2026-12-31"
    let text = ExceptionTemplate.text(facts)
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    if reason.isEmpty {
      #expect(problems(text) == ["`reason` is nothing, not a text"])
    } else if reason.contains("\u{202E}") {
      // What can't be seen by a reviewer is not taken back either.
      #expect(problems(text).count == 1)
    } else {
      #expect(try read(text).reason == reason)
    }
  }
}
