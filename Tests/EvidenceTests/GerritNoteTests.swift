import Diagnostics
import GitStore
import Policy
import Testing

@testable import Evidence

/// Gerrit's review notes, as its reviewnotes plugin writes them, and as an enemy might.
@Suite struct GerritNoteTests {
  private let subject = ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904") ?? .zero
  private static let ref = "refs/notes/review"
  private static let submitted = "Submitted-at: Tue, 25 Nov 2025 23:07:22 +0000\n"

  /// Tells a note: votes as `person: meaning`, in the order of the note.
  private func tell(_ text: String) -> (approvals: [String], tests: [String], note: GerritNote) {
    tell(Array(text.utf8))
  }

  private func tell(_ bytes: [UInt8]) -> (approvals: [String], tests: [String], note: GerritNote) {
    var texts = TextTable()
    let note = GerritNote(bytes, subject: subject, ref: Self.ref, texts: &texts)
    let approvals = note.approvals.map { "\(texts.text(of: $0.approver)): \($0.decision)" }
    let tests = note.tests.map { "\(texts.text(of: $0.runner)): \($0.outcome) \($0.suite)" }
    return (approvals, tests, note)
  }

  @Test func `a real note is read whole`() {
    let (approvals, tests, note) = tell(
      """
      Code-Review+2: Ada Example <ada@example.org>
      Verified+1: CI bot <ci@example.org>
      Submitted-by: Ada Example <ada@example.org>
      Submitted-at: Tue, 25 Nov 2025 23:07:22 +0000
      Reviewed-on: https://review.example.org/c/project/+/1226823
      Project: project
      Branch: refs/heads/stable-7.5

      """)
    let at = Instant(rfc3339: "2025-11-25T23:07:22Z")
    #expect(approvals == ["Ada Example <ada@example.org>: approved"])
    #expect(tests == ["CI bot <ci@example.org>: passed verified"])
    #expect(note.submittedAt == at)
    #expect(note.problems == [])
    #expect(note.approvals.map(\.at) == [at] && note.tests.map(\.at) == [at])
    #expect(note.approvals.map(\.grade) == [.record] && note.tests.map(\.grade) == [.record])
    #expect(note.approvals.map(\.source) == [Self.ref] && note.tests.map(\.source) == [Self.ref])
    #expect(note.approvals.map(\.subject) == [subject] && note.tests.map(\.subject) == [subject])
    // Gerrit doesn't say how many tests ran.
    #expect(note.tests.map(\.executed) == [nil] && note.tests.map(\.failed) == [nil])
  }

  @Test(
    arguments: [
      ("Code-Review+2", "approved"), ("Code-Review+3", "approved"), ("Code-Review-2", "rejected"),
      ("Code-Review-3", "rejected"), ("Code-Review+1", "remark(\"Code-Review+1\")"),
      ("Code-Review-1", "remark(\"Code-Review-1\")"), ("Code-Review+0", "remark(\"Code-Review+0\")"),
    ])
  func `only the highest vote approves, and only the lowest rejects`(vote: String, meaning: String) {
    #expect(tell("\(vote): Ada\n\(Self.submitted)").approvals == ["Ada: \(meaning)"])
  }

  @Test(
    arguments: [
      ("Verified+1", ["CI: passed verified"]), ("Verified-1", ["CI: failed verified"]), ("Verified+0", []),
      ("Verified+2", ["CI: passed verified"]), ("Commit-Queue+1", []), ("Verified", []),
    ])
  func `a vote of verified is a run of that suite`(vote: String, meaning: [String]) {
    #expect(tell("\(vote): CI\n\(Self.submitted)").tests == meaning)
  }

  @Test(arguments: ["Hudson CI", "Name of user not set #1037595", "Anonymous Coward #7", "José 名前 <jose@example.org>"])
  func `a voter may be a name alone`(voter: String) {
    #expect(tell("Code-Review+2: \(voter)\n").approvals == ["\(voter): approved"])
  }

  @Test(
    arguments: [
      "Code-Review: Ada", "Code-Review+: Ada", "Code-Review+two: Ada", "Code-Review+2 Ada", "code-review+2: Ada",
      " Code-Review+2: Ada", "Code-Review+2 : Ada", "Code-Review++2: Ada", "Code-Review+-2: Ada", "Code-Review--2: Ada",
      "Code-Review+99999999999999999999: Ada", "+2: Ada", "Code-Review+２: Ada", "X-Code-Review+2: Ada",
      "Code-Review+2", "Submitted-by: Ada", "", ":", "\u{0}Code-Review+2: Ada", "Presubmit-Verified+1: Ada",
    ])
  func `what only looks like a vote is none`(line: String) {
    let (approvals, tests, note) = tell("\(line)\n\(Self.submitted)")
    #expect(approvals == [] && tests == [])
    #expect(note.submittedAt != nil)
  }

  @Test func `a vote of nobody is a problem and no vote`() {
    let (approvals, tests, note) = tell("Code-Review+2:\nVerified+1:   \n")
    #expect(approvals == [] && tests == [])
    #expect(note.problems == ["the vote Code-Review+2 names nobody", "the vote Verified+1 names nobody"])
  }

  @Test func `a date that can't be read is a problem, and no time`() {
    let note = tell("Code-Review+2: Ada\nSubmitted-at: soon\n").note
    #expect(note.submittedAt == nil)
    #expect(note.approvals.map(\.at) == [nil])
    #expect(note.problems == ["`Submitted-at` is no date: soon"])
  }

  @Test func `votes of several people are all kept, also those against`() {
    let (approvals, tests, _) = tell(
      "Code-Review+2: Ada\nCode-Review-2: Bob\nCode-Review+2: Ada\nVerified+1: CI\nVerified-1: CI\n")
    #expect(approvals == ["Ada: approved", "Bob: rejected", "Ada: approved"])
    #expect(tests == ["CI: passed verified", "CI: failed verified"])
  }

  @Test func `lines may end as on any system`() {
    let (approvals, tests, note) = tell(
      "Code-Review+2: Ada\r\nVerified+1: CI\r\nSubmitted-at: Tue, 25 Nov 2025 23:07:22 +0000")
    #expect(approvals == ["Ada: approved"] && tests == ["CI: passed verified"])
    #expect(note.submittedAt == Instant(rfc3339: "2025-11-25T23:07:22Z"))
  }

  @Test func `a note that was merged or written twice takes the later date`() {
    let earlier = "Submitted-at: Mon, 24 Nov 2025 23:07:22 +0000\n"
    let later = Instant(rfc3339: "2025-11-25T23:07:22Z")
    for text in [earlier + Self.submitted, Self.submitted + earlier] {
      // An earlier date would make evidence older than it can be shown to be.
      let note = tell("Code-Review+2: Ada\n\(text)").note
      #expect(note.approvals.map(\.at) == [later])
    }
  }

  @Test func `a name with a line separator in it starts no vote of its own`() {
    for separator in ["\u{2028}", "\u{85}", "\u{0B}", "\u{0C}"] {
      let approvals = tell("Submitted-by: Ada\(separator)Code-Review+2: Bob\n").approvals
      #expect(approvals == [], "behind U+\(separator.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }

  @Test(.timeLimit(.minutes(20)))
  func `bytes that are no note say nothing and end`() {
    #expect(tell([]).approvals == [])
    #expect(tell([0xFF, 0xFE, 0x00, 0x0A, 0x3A]).note.problems == [])
    #expect(tell(Array(repeating: 0x3A, count: 1_000_000)).approvals == [])
    #expect(tell(Array(repeating: 0x0A, count: 1_000_000)).approvals == [])
    let many = String(repeating: "Code-Review+2: Ada\n", count: 20_000)
    #expect(tell(many).approvals.count == 20_000)
    let voter = Array("Code-Review+2: Ad".utf8) + [0xE9] + Array(" <ada@example.org>\n".utf8)
    #expect(tell(voter).approvals.count == 1)
  }
}
