package import Diagnostics
package import GitStore
import Policy
import Signing

/// Reads the notes of git-appraise: requests, comments and CI runs, one JSON object a line, grade `record`.
///
/// A comment that answers no other and says `resolved: true` is an approval, `false` a rejection; the rest are remarks,
/// which say nothing here. What was approved is the commit that the comment's `location` names, since a review goes on
/// over many commits; without one it is the commit that the note is on. A comment signed with GPG has no better grade:
/// these signatures aren't checked. Format: git-appraise's `schema` folder.
package struct GitAppraiseReader {
  package static let prefix = "refs/notes/devtools/"
  package static let requests = prefix + "reviews"
  package static let comments = prefix + "discuss"
  package static let runs = prefix + "ci"
  package static let analyses = prefix + "analyses"

  /// What the newest request of a review says.
  package struct Request: Hashable, Sendable {
    package var base: ObjectID?
    package var target: String?
    package var requester: String?
    package var at: Instant
  }

  private let facts: CommitFacts

  package init(facts: @escaping CommitFacts) { self.facts = facts }

  /// Returns the newest request in a note; `nil` where none can be read.
  package func request(_ bytes: [UInt8], on subject: ObjectID, _ records: inout ReadRecords) -> Request? {
    var newest: Request?
    lines(bytes, "\(Self.requests):\(subject)", &records) { fields, _ throws(Statement.Unreadable) in
      let request = Request(
        base: try Self.commit("baseCommit", fields), target: try fields.optionalText("targetRef"),
        requester: try fields.optionalText("requester"),
        // The first versions wrote none: those are older than all that have one.
        at: try fields.optionalText("timestamp") == nil ? .never : try Self.time(fields))
      if request.at >= newest?.at ?? request.at { newest = request }
    }
    return newest
  }

  /// Reads the comments of a note.
  package func comments(
    _ bytes: [UInt8], on subject: ObjectID, of request: Request?, texts: inout TextTable, _ records: inout ReadRecords
  ) {
    var found: [Approval] = []
    var table = texts
    lines(bytes, "\(Self.comments):\(subject)", &records) { fields, source throws(Statement.Unreadable) in
      guard let resolved = try fields.optionalFlag("resolved") else { return }
      // One writer begins the key with a capital.
      let answered = [try fields.optionalText("parent"), try fields.optionalText("Parent")]
      guard answered.allSatisfy({ $0?.isEmpty ?? true }) else { return }
      let at = try Self.time(fields)
      let author = try fields.text("author")
      var location: ObjectID?
      if let place = try fields.optionalObject("location") {
        let named = try place.optionalText("commit")
        let text = named ?? ""
        // It may be shortened where it is the note's own commit; any other would have to be guessed.
        let isOwn = text.utf8.count >= 7 && subject.description.hasPrefix(text)
        location = isOwn ? subject : try Self.commit("commit", place)
      }
      let approved = location ?? subject
      found.append(
        Approval(
          decision: resolved ? .approved : .rejected, approver: table.id(of: Self.person(author)), at: at,
          source: source, grade: .record, subject: approved,
          content: .of(approved, base: request?.base, target: request?.target, facts)))
    }
    texts = table
    records.approvals += Self.newest(found)
  }

  /// Reads the CI runs of a note. A run that was started, and neither finished nor started again, is inconclusive.
  package func runs(
    _ bytes: [UInt8], on subject: ObjectID, texts: inout TextTable, _ records: inout ReadRecords
  ) {
    var found: [TestRun] = []
    var table = texts
    lines(bytes, "\(Self.runs):\(subject)", &records) { fields, source throws(Statement.Unreadable) in
      let at = try Self.time(fields)
      let agent = try fields.optionalText("agent") ?? ""
      let outcome: TestRun.Outcome
      switch try fields.optionalText("status") {
      case "success": outcome = .passed
      case "failure": outcome = .failed
      case nil, "": outcome = .inconclusive
      case let status?:
        throw Statement.Unreadable("its status is `\(status.prefix(40))`, neither success nor failure")
      }
      found.append(
        run(agent.isEmpty ? "ci" : agent, outcome, by: agent, at, source, subject, &table))
    }
    texts = table
    records.tests += found.filter { run in
      run.outcome != .inconclusive
        || !found.contains { $0.runner == run.runner && $0 != run && $0.at ?? run.at ?? .never >= run.at ?? .never }
    }
  }

  /// Reads the analyses of a note. One that asks for more work is a failed run; that one found nothing is no test.
  package func analyses(
    _ bytes: [UInt8], on subject: ObjectID, texts: inout TextTable, _ records: inout ReadRecords
  ) {
    var found: [TestRun] = []
    var table = texts
    lines(bytes, "\(Self.analyses):\(subject)", &records) { fields, source throws(Statement.Unreadable) in
      guard try fields.optionalText("status") == "nmw" else { return }
      found.append(run("analyses", .failed, by: "analyses", try Self.time(fields), source, subject, &table))
    }
    texts = table
    records.tests += found
  }

  private func run(
    _ suite: String, _ outcome: TestRun.Outcome, by agent: String, _ at: Instant, _ source: String,
    _ subject: ObjectID, _ texts: inout TextTable
  ) -> TestRun {
    var content = RecordedContent.of(subject, base: nil, target: nil, facts)
    content.base = nil
    return TestRun(
      suite: suite, outcome: outcome, executed: nil, failed: nil, runner: texts.id(of: agent), at: at, source: source,
      grade: .record, subject: subject, content: content)
  }

  private func lines(
    _ bytes: [UInt8], _ place: String, _ records: inout ReadRecords,
    _ body: (PredicateFields, _ source: String) throws(Statement.Unreadable) -> Void
  ) {
    JSONLines.read(bytes) { number, line in
      let source = "\(place), line \(number)"
      switch line {
      case .fault(let reason): records.note(source, reason)
      case .object(let object):
        do throws(Statement.Unreadable) {
          let fields = PredicateFields(object)
          if let version = try fields.count("v"), version != 0 {
            throw Statement.Unreadable("its format has the version \(version); only 0 is known")
          }
          try body(fields, source)
        } catch {
          records.note(source, error.description)
        }
      }
    }
  }

  /// Keeps, of each author over each commit, what he said last. Where he said two things at once, both stand.
  private static func newest(_ approvals: [Approval]) -> [Approval] {
    approvals.filter { approval in
      !approvals.contains {
        $0.approver == approval.approver && $0.subject == approval.subject
          && $0.at ?? .never > approval.at ?? .never
      }
    }
  }

  /// A login alone is marked as one, as `people` lists it; an address stays as it is.
  private static func person(_ author: String) -> String {
    author.contains("@") || author.contains(where: \.isWhitespace) ? author : "@" + author
  }

  private static func commit(_ key: String, _ fields: PredicateFields) throws(Statement.Unreadable) -> ObjectID? {
    guard let text = try fields.optionalText(key), !text.isEmpty else { return nil }
    guard let id = ObjectID(hex: text) else { throw Statement.Unreadable("its `\(key)` is no id") }
    return id
  }

  /// A time is a text of ten digits, seconds since 1970.
  private static func time(_ fields: PredicateFields) throws(Statement.Unreadable) -> Instant {
    let text = try fields.text("timestamp")
    guard text.utf8.count <= 10, text.utf8.allSatisfy({ (48...57).contains($0) }), let seconds = Int64(text) else {
      throw Statement.Unreadable("its `timestamp` isn't a text of ten digits")
    }
    return Instant(seconds: seconds)
  }
}

extension Instant {
  fileprivate static let never = Instant(seconds: .min)
}

extension PredicateFields {
  func optionalFlag(_ key: String) throws(Statement.Unreadable) -> Bool? {
    switch value(key) {
    case nil, .null: return nil
    case .bool(let flag): return flag
    default: throw Statement.Unreadable("its `\(key)` is neither true nor false")
    }
  }

  func optionalObject(_ key: String) throws(Statement.Unreadable) -> PredicateFields? {
    switch value(key) {
    case nil, .null: return nil
    case .object(let fields): return PredicateFields(fields)
    default: throw Statement.Unreadable("its `\(key)` isn't an object")
    }
  }
}
