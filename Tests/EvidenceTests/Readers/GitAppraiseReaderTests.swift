import Diagnostics
import GitStore
import Policy
import Testing

@testable import Evidence

/// git-appraise's notes, as its own repository has them, and as an enemy might.
@Suite struct GitAppraiseReaderTests {
  private static let subject = ObjectID(hex: "01017525f6d6af1d530f9cd9db14207f10476a34") ?? .zero
  private static let other = ObjectID(hex: "1111111111111111111111111111111111111111") ?? .zero
  private static let tree = ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904") ?? .zero
  private static let base = ObjectID(hex: "2222222222222222222222222222222222222222") ?? .zero
  private let reader = GitAppraiseReader { $0 == subject ? (tree, base) : nil }

  private func comments(
    _ text: String, _ request: GitAppraiseReader.Request? = nil
  ) -> (told: [String], records: ReadRecords) {
    var texts = TextTable()
    var records = ReadRecords()
    reader.comments(Array(text.utf8), on: Self.subject, of: request, texts: &texts, &records)
    return (records.approvals.map { "\(texts.text(of: $0.approver)): \($0.decision)" }, records)
  }

  private func runs(_ text: String) -> (told: [String], records: ReadRecords) {
    var texts = TextTable()
    var records = ReadRecords()
    reader.runs(Array(text.utf8), on: Self.subject, texts: &texts, &records)
    return (records.tests.map { "\($0.suite): \($0.outcome)" }, records)
  }

  @Test func `a real acceptance is read whole`() {
    let (told, records) = comments(
      #"""
      {"timestamp":"1508152490","author":"spl","description":"I signed it!"}

      {"timestamp":"1508177122","author":"ojarjur@google.com","location":{"commit":"01017525f6d6af1d530f9cd9db14207f10476a34"},"resolved":true}
      """#)
    #expect(told == ["ojarjur@google.com: approved"])
    #expect(records.unreadable == [])
    #expect(records.approvals.map(\.subject) == [Self.subject])
    #expect(records.approvals.map(\.at) == [Instant(seconds: 1_508_177_122)])
    #expect(records.approvals.map(\.grade) == [.record])
    // Without a request that says more, it starts at the first parent.
    #expect(
      records.approvals.map(\.content)
        == [RecordedContent(tree: Self.tree, base: Self.base, target: nil, problem: nil)])
  }

  @Test func `only a comment that answers no other decides`() {
    let note = #"{"timestamp":"1","author":"bob","resolved":true,"KEY":"abc"}"#
    for key in ["parent", "Parent"] { #expect(comments(note.replacing("KEY", with: key)).told == []) }
    #expect(comments(#"{"timestamp":"1","author":"bob","resolved":true,"parent":""}"#).told == ["@bob: approved"])
    #expect(comments(#"{"timestamp":"1","author":"bob"}"#).told == [])
  }

  @Test func `what an author said last counts, whatever the order of the lines`() {
    let yes = #"{"timestamp":"1508152490","author":"bob@example.com","resolved":true}"#
    let no = #"{"timestamp":"1508152491","author":"bob@example.com","resolved":false}"#
    #expect(comments(yes + "\n" + no).told == ["bob@example.com: rejected"])
    #expect(comments(no + "\n" + yes).told == ["bob@example.com: rejected"])
    let atOnce = no.replacing("491", with: "490")
    #expect(comments(yes + "\n" + atOnce).told == ["bob@example.com: approved", "bob@example.com: rejected"])
  }

  @Test func `only the commit that was looked at is approved, and one that isn't there can't be judged`() {
    let text = #"{"timestamp":"1","author":"bob","resolved":true,"location":{"commit":"COMMIT"}}"#
    let elsewhere = comments(text.replacing("COMMIT", with: Self.other.description)).records
    #expect(elsewhere.approvals.map(\.subject) == [Self.other])
    #expect(elsewhere.approvals.allSatisfy { $0.content?.problem?.contains("isn't in this repository") == true })
    #expect(comments(text.replacing("COMMIT", with: "01017525f6d6")).records.approvals.map(\.subject) == [Self.subject])
    #expect(comments(text.replacing("COMMIT", with: "111111111111")).records.unreadable.count == 1)
  }

  @Test func `base and target are those of the newest request`() {
    var records = ReadRecords()
    let text =
      #"{"timestamp":"1508152342","targetRef":"refs/heads/new","baseCommit":"\#(Self.other)"}"# + "\n"
      + #"{"timestamp":"1508152341","targetRef":"refs/heads/old"}"# + "\n" + #"{"targetRef":"refs/heads/oldest"}"#
    let request = reader.request(Array(text.utf8), on: Self.subject, &records)
    #expect(request?.target == "refs/heads/new" && request?.base == Self.other && records.unreadable == [])
    let content = comments(#"{"timestamp":"1","author":"bob","resolved":true}"#, request).records.approvals[0].content
    #expect(content?.base == Self.other && content?.target == "refs/heads/new")
  }

  @Test func `runs are read by agent; one that was only started is inconclusive until it ends`() {
    let started = #"{"timestamp":"1450315153","v":0,"agent":"Jenkins","url":"https://x"}"#
    let passed = #"{"timestamp":"1450315161","v":0,"agent":"Jenkins","status":"success"}"#
    #expect(runs(started).told == ["Jenkins: inconclusive"])
    #expect(runs(started + "\n" + passed).told == ["Jenkins: passed"])
    let again = started.replacing("153", with: "170")
    #expect(runs(passed + "\n" + again).told == ["Jenkins: passed", "Jenkins: inconclusive"])
    #expect(runs(passed.replacing("success", with: "failure")).told == ["Jenkins: failed"])
    #expect(runs(passed.replacing("success", with: "Success")).records.unreadable.count == 1)
  }

  @Test(
    arguments: [
      "{", "[]", "null", #"{"resolved":true,"author":"bob"}"#,
      #"{"timestamp":1508177122,"author":"b","resolved":true}"#,
      #"{"timestamp":"15081771220","author":"b","resolved":true}"#, #"{"timestamp":"-1","author":"b","resolved":true}"#,
      #"{"timestamp":"1","resolved":true}"#, #"{"timestamp":"1","author":"b","resolved":"true"}"#,
      #"{"timestamp":"1","author":"b","resolved":true,"resolved":false}"#,
      #"{"timestamp":"1","author":"b","resolved":true,"v":1}"#,
      #"{"timestamp":"1","author":"b","resolved":true,"location":"here"}"#,
      #"{"timestamp":"1","author":"b","resolved":true} {"x":1}"#, String(repeating: "[", count: 100_000),
    ])
  func `a line that can't be read is told, and the others count`(line: String) {
    let (told, records) = comments(line + "\n" + #"{"timestamp":"2","author":"eve","resolved":true}"#)
    #expect(told == ["@eve: approved"])
    #expect(records.unreadable.map(\.place) == ["refs/notes/devtools/discuss:\(Self.subject), line 1"])
  }

  @Test func `a note of any size is bounded`() {
    let line = #"{"timestamp":"1","author":"b","resolved":true}"# + "\n"
    let long = comments(String(repeating: "x\n", count: 20_000) + line).records
    #expect(long.approvals == [] && long.unreadable.count == ReadRecords.mostUnreadable + 1)
    #expect(comments(String(repeating: line, count: 40_000)).records.unreadable.count == 1)
  }

  @Test func `an analysis that asks for more work is a failure, and none is a pass`() {
    var texts = TextTable()
    var records = ReadRecords()
    let text = #"{"timestamp":"1","status":"nmw"}"# + "\n" + #"{"timestamp":"1","status":"lgtm"}"#
    reader.analyses(Array(text.utf8), on: Self.subject, texts: &texts, &records)
    #expect(records.tests.map(\.outcome) == [.failed])
  }
}
