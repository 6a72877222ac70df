package import Diagnostics
package import GitStore
import Policy

/// What one of Gerrit's review notes says (`refs/notes/review`), grade `record`.
///
/// Gerrit writes the note when a change is submitted. `Code-Review+2` is an approval and `Code-Review-2` a rejection;
/// other votes of that label are remarks. `Verified` gives a run of the suite `verified`. The votes have no time of
/// their own; all were cast before `Submitted-at`, so that is their time: the latest that it can be.
/// Format: Gerrit's reviewnotes plugin.
package struct GerritNote: Hashable, Sendable {
  package var approvals: [Approval] = []
  package var tests: [TestRun] = []
  /// When Gerrit submitted the change, by its own clock.
  package var submittedAt: Instant?
  /// Lines that look like a vote and cannot be read.
  package var problems: [String] = []

  /// The label whose highest vote is an approval.
  static let reviewLabel = "Code-Review"
  /// The label by which a CI system votes.
  static let testLabel = "Verified"

  /// Reads a note. Lines that are neither votes nor known keys say nothing about the control and are passed over.
  package init(_ text: [UInt8], subject: ObjectID, ref: String, texts: inout TextTable) {
    // Lines end with LF and with nothing else: a name may hold any other separator.
    for bytes in text.split(separator: 0x0A) {
      let line = String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
      guard let colon = line.firstIndex(of: ":") else { continue }
      let key = line[..<colon]
      let value = line[line.index(after: colon)...].trimmed
      if key == "Submitted-at" {
        guard let at = Instant(mailDate: value) else {
          problems.append("`Submitted-at` is no date: \(value)")
          continue
        }
        if let other = submittedAt, other != at {
          problems.append("it has two dates of submission; the later one counts")
        }
        submittedAt = max(submittedAt ?? at, at)
        continue
      }
      guard let vote = Vote(key), [Self.reviewLabel, Self.testLabel].contains(String(vote.label)) else { continue }
      guard !value.isEmpty else {
        problems.append("the vote \(key) names nobody")
        continue
      }
      let voter = texts.id(of: String(value))
      if vote.label == Self.reviewLabel {
        let decision: Approval.Decision =
          vote.value >= 2 ? .approved : vote.value <= -2 ? .rejected : .remark(String(key))
        approvals.append(
          Approval(decision: decision, approver: voter, at: nil, source: ref, grade: .record, subject: subject))
      } else if vote.value != 0 {
        tests.append(
          TestRun(
            suite: Self.testLabel.lowercased(), outcome: vote.value > 0 ? .passed : .failed, executed: nil,
            failed: nil, runner: voter, at: nil, source: ref, grade: .record, subject: subject))
      }
    }
    guard let submittedAt else { return }
    for index in approvals.indices { (approvals[index].at, approvals[index].clock) = (submittedAt, .forge) }
    for index in tests.indices { (tests[index].at, tests[index].clock) = (submittedAt, .forge) }
  }
}

/// `Label+N` or `Label-N`.
private struct Vote {
  var label: Substring
  var value: Int

  init?(_ key: Substring) {
    guard let sign = key.lastIndex(where: { $0 == "+" || $0 == "-" }), sign > key.startIndex,
      let magnitude = Int(key[key.index(after: sign)...]), magnitude >= 0
    else { return nil }
    label = key[..<sign]
    value = key[sign] == "-" ? -magnitude : magnitude
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
