import Diagnostics
package import GitStore
import Policy
import Signing

/// Reads in-toto statements from a note, one a line: DSSE envelopes, or Sigstore bundles around them.
///
/// A test result is a test run, and what a review-coverage statement claims of approvals is a `record` of whoever made
/// the statement. Statements of how a repository was set up (VSA, source provenance) are listed and approve nothing.
/// A signature that is false, or can't be checked here, makes a statement unverifiable, never weaker. Lines that aren't
/// JSON objects are other people's notes, and statements of other kinds are passed over.
package struct InTotoNote {
  static let testResult = "https://in-toto.io/attestation/test-result/v0.1"
  static let reviewCoverage = "https://drvelvetfog.github.io/source-review-coverage/v0.1"
  private static let settings = [
    "https://slsa.dev/verification_summary/", "https://github.com/slsa-framework/slsa-source-poc/source-provenance/",
    "https://github.com/slsa-framework/slsa-source-poc/tag-provenance/",
  ]

  let ref: String
  let signers: GittufSigners
  let facts: CommitFacts

  package init(ref: String, signers: GittufSigners, facts: @escaping CommitFacts) {
    self.ref = ref
    self.signers = signers
    self.facts = facts
  }

  package func read(
    _ bytes: [UInt8], on subject: ObjectID, texts: inout TextTable, _ records: inout ReadRecords
  ) {
    let place = "\(ref):\(subject)"
    guard bytes.contains(UInt8(ascii: "{")) else { return }
    var found = ReadRecords()
    var table = texts
    JSONLines.read(Self.objects(bytes)) { number, line in
      let source = "\(place), line \(number)"
      switch line {
      case .fault(let reason): found.note(source, reason)
      case .object(let object):
        do throws(Statement.Unreadable) {
          guard let envelope = try Self.envelope(object) else { return }
          try read(envelope, source, &table, &found)
        } catch {
          found.note(source, error.description)
        }
      }
    }
    texts = table
    records += found
  }

  /// Blanks the lines that don't begin an object, so that the numbers of the others stay as they are.
  private static func objects(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.count > RecordLimit.bytes { return bytes }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return Array(
      lines.map { $0.first { $0 > 0x20 } == UInt8(ascii: "{") ? $0 : [] }.joined(separator: [0x0A]))
  }

  private static func envelope(_ object: [String: JSONValue]) throws(Statement.Unreadable) -> DSSEEnvelope? {
    let inner = object["dsseEnvelope"] ?? object["dsse_envelope"]
    if inner == nil, object["payload"] == nil {
      // A bundle in a spelling of its own is told; any other object is somebody else's.
      if object["verificationMaterial"] != nil || object["verification_material"] != nil {
        throw Statement.Unreadable("the bundle has no `dsseEnvelope`")
      }
      return nil
    }
    do throws(DSSEEnvelope.Unreadable) {
      return try DSSEEnvelope(
        json: (inner ?? .object(object)).canonicalBytes,
        bundle: inner != nil && object["verificationMaterial"] != nil ? .object(object) : nil)
    } catch {
      throw Statement.Unreadable(error.description)
    }
  }

  private func read(
    _ envelope: DSSEEnvelope, _ source: String, _ texts: inout TextTable, _ records: inout ReadRecords
  ) throws(Statement.Unreadable) {
    let statement = try ForeignStatement(envelope)
    switch statement.predicateType {
    case Self.testResult:
      let said = try ForeignTestResult(statement.predicate)
      let standing = standing(envelope, .named)
      for (index, content) in try contents(statement, standing.problem, standing.seal).enumerated() {
        for (place, signer) in standing.signers.enumerated() {
          var run = TestRun(
            suite: said.suite, outcome: said.outcome, executed: nil, failed: said.failed,
            runner: texts.id(of: signer ?? said.runner), at: said.at,
            source: source + (index == 0 ? "" : ", subject \(index + 1)") + (place == 0 ? "" : ", by \(signer ?? "")")
              + (said.variant.map { " (result `\($0)`)" } ?? ""),
            grade: standing.grade, subject: content.subject, content: content.content)
          run.configuration = said.configuration
          records.tests.append(run)
        }
      }
    case Self.reviewCoverage:
      let said = try ReviewCoverage(statement.predicate)
      let standing = standing(envelope, .anybody)
      for (index, approval) in said.approvals.enumerated() {
        records.approvals.append(
          Approval(
            decision: .approved, approver: texts.id(of: approval.person), at: approval.at,
            source: "\(source), approval \(index + 1)", grade: .record, subject: approval.tree,
            content: RecordedContent(
              tree: approval.tree, base: said.base, target: nil, problem: standing.problem, seal: standing.seal,
              isPair: true)))
      }
    case let type where Self.settings.contains(where: type.hasPrefix):
      for subject in statement.ids("gitCommit") {
        records.settings.append(SettingsStatement(subject: subject, predicateType: type, source: source))
      }
    default: break
    }
  }

  /// Returns what a statement is about: each subject a commit, or a tree alone.
  private func contents(
    _ statement: ForeignStatement, _ problem: String?, _ seal: RecordSeal?
  ) throws(Statement.Unreadable) -> [(subject: ObjectID, content: RecordedContent)] {
    try statement.subjects.map { digests throws(Statement.Unreadable) in
      let tree = digests["gitTree"].flatMap { ObjectID(hex: $0) }
      if let commit = digests["gitCommit"].flatMap({ ObjectID(hex: $0) }) {
        var content = RecordedContent.of(commit, base: nil, target: nil, facts)
        if let tree, content.problem == nil, tree != content.tree {
          throw Statement.Unreadable("it says that the tree of \(commit.short) is \(tree.short), which it isn't")
        }
        content.base = nil
        content.problem = content.problem ?? problem
        content.seal = seal
        return (commit, content)
      }
      guard let tree else { throw Statement.Unreadable("a subject of it is neither a commit nor a tree") }
      return (tree, RecordedContent(tree: tree, base: nil, target: nil, problem: problem, seal: seal))
    }
  }

  private struct Standing {
    var grade = Grade.record
    /// Who may have signed it; `nil` where that is nobody of the policy.
    var signers: [String?] = [nil]
    var problem: String?
    var seal: RecordSeal?
  }

  private func standing(_ envelope: DSSEEnvelope, _ question: ForeignSeal.Question) -> Standing {
    if envelope.signatures.isEmpty { return Standing() }
    switch signers.judge(envelope, question) {
    case .broken(let reason): return Standing(problem: reason)
    case .signed(let signed):
      let seal = RecordSeal.foreign(signed.seal)
      if signed.people.isEmpty {
        let problems = signed.strangers.compactMap(\.problem)
        // Of one that was made through Sigstore the seal tells why it is nobody's.
        return Standing(problem: problems.isEmpty ? nil : problems.joined(separator: "; "), seal: seal)
      }
      let isListed = signed.people.contains { signed.listed.contains($0.id) }
      return Standing(
        grade: question == .named && isListed ? .signed : .record, signers: signed.people.map(\.id), seal: seal)
    }
  }
}
