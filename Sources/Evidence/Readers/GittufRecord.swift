import Diagnostics
import GitStore
import Policy
import Signing

/// Turns one of gittuf's envelopes into approvals.
///
/// An authorization is the word of whoever signed it, so its grade is `signed` if the policy lists the key. A review was
/// seen by an app that signs for a forge: `export` if the policy lists the app as a bot, and otherwise anyone's `record`.
/// A false signature makes either unverifiable, never weaker.
struct GittufRecord {
  let path: GittufPath
  let source: String
  let at: Instant?
  /// Why nothing that was read here can count.
  let fault: String?

  func read(_ bytes: [UInt8], _ signers: GittufSigners, _ texts: inout TextTable, _ records: inout ReadRecords) {
    do throws(Statement.Unreadable) {
      let envelope: DSSEEnvelope
      do throws(DSSEEnvelope.Unreadable) {
        envelope = try DSSEEnvelope(json: bytes)
      } catch {
        throw Statement.Unreadable(error.description)
      }
      let said = try GittufStatement(try ForeignStatement(envelope), at: path)
      let standing = signers.judge(envelope)
      switch path.kind {
      case .review: review(said, standing, &texts, &records)
      case .authorization: authorization(standing, &texts, &records)
      }
    } catch {
      records.note(source, error.description)
    }
  }

  private func review(
    _ said: GittufStatement, _ standing: GittufSigners.Standing, _ texts: inout TextTable, _ records: inout ReadRecords
  ) {
    var grade = Grade.record
    var problem: String?
    switch standing {
    case .broken(let reason): problem = reason
    case .good(let people, _, let bad):
      if people.contains(where: { $0.kind == .bot }) {
        grade = .export
      } else if !bad.isEmpty {
        problem = bad.joined(separator: "; ")
      }
    }
    for (names, decision) in [(said.approvers, Approval.Decision.approved), (said.dismissed, .rejected)] {
      for name in names where !(decision == .rejected && said.approvers.contains(name)) {
        let word = decision == .approved ? "approved" : "dismissed"
        let person = texts.id(of: GittufStatement.person(name))
        records.approvals.append(approval(decision, person, grade, problem, "\(source) \(word) \(name)"))
      }
    }
  }

  private func authorization(
    _ standing: GittufSigners.Standing, _ texts: inout TextTable, _ records: inout ReadRecords
  ) {
    switch standing {
    case .broken(let reason):
      let nobody = texts.id(of: "unknown signer")
      records.approvals.append(approval(.approved, nobody, .record, reason, source))
    case .good(let people, let strangers, let bad):
      for person in people {
        let id = texts.id(of: person.id)
        records.approvals.append(approval(.approved, id, .signed, nil, "\(source) \(person.id)"))
      }
      for key in strangers {
        let problem = "it is signed with \(key.fingerprint), which the policy lists under nobody's `keys`"
        let name = texts.id(of: key.fingerprint)
        records.approvals.append(approval(.approved, name, .record, problem, "\(source) \(key.fingerprint)"))
      }
      if !bad.isEmpty { records.note(source, "signatures of it don't count: " + bad.joined(separator: "; ")) }
    }
  }

  private func approval(
    _ decision: Approval.Decision, _ approver: TextTable.ID, _ grade: Grade, _ problem: String?, _ source: String
  ) -> Approval {
    Approval(
      decision: decision, approver: approver, at: at, source: source, grade: grade, subject: path.tree,
      content: RecordedContent(
        tree: path.tree, base: path.from, target: path.target, problem: problem ?? fault, isPair: true))
  }
}
