import Diagnostics
import GitStore
import Policy
import Signing

/// Turns one of gittuf's envelopes into approvals.
///
/// An authorization is the word of whoever signed it, so its grade is `signed` if the key is somebody's of the
/// policy. A review was seen by an app that signs for a forge: `export` if the policy lists the app as a bot, and
/// otherwise anyone's `record`. A false signature makes either unverifiable, never weaker. Keys are asked about once
/// more at each change.
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
      switch path.kind {
      case .review: review(said, signers.judge(envelope, .app), &texts, &records)
      case .authorization: authorization(signers.judge(envelope, .named), &texts, &records)
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
    var seal: ForeignSeal?
    switch standing {
    case .broken(let reason): problem = reason
    case .signed(let signed):
      seal = signed.seal
      if signed.people.contains(where: { $0.kind == .bot && signed.listed.contains($0.id) }) {
        grade = .export
      } else if !signed.bad.isEmpty {
        problem = signed.bad.joined(separator: "; ")
      }
    }
    for (names, decision) in [(said.approvers, Approval.Decision.approved), (said.dismissed, .rejected)] {
      for name in names where !(decision == .rejected && said.approvers.contains(name)) {
        let word = decision == .approved ? "approved" : "dismissed"
        let person = texts.id(of: GittufStatement.person(name))
        records.approvals.append(approval(decision, person, grade, problem, seal, "\(source) \(word) \(name)"))
      }
    }
  }

  private func authorization(
    _ standing: GittufSigners.Standing, _ texts: inout TextTable, _ records: inout ReadRecords
  ) {
    switch standing {
    case .broken(let reason):
      let nobody = texts.id(of: "unknown signer")
      records.approvals.append(approval(.approved, nobody, .record, reason, nil, source))
    case .signed(let signed):
      for person in signed.people {
        let id = texts.id(of: person.id)
        let grade: Grade = signed.listed.contains(person.id) ? .signed : .record
        records.approvals.append(approval(.approved, id, grade, nil, signed.seal, "\(source) \(person.id)"))
      }
      for stranger in signed.strangers {
        let seal = stranger.problem == nil ? signed.seal : nil
        let name = texts.id(of: stranger.name)
        records.approvals.append(
          approval(.approved, name, .record, stranger.problem, seal, "\(source) \(stranger.name)"))
      }
      if !signed.bad.isEmpty {
        records.note(source, "signatures of it don't count: " + signed.bad.joined(separator: "; "))
      }
    }
  }

  private func approval(
    _ decision: Approval.Decision, _ approver: TextTable.ID, _ grade: Grade, _ problem: String?, _ seal: ForeignSeal?,
    _ source: String
  ) -> Approval {
    Approval(
      decision: decision, approver: approver, at: at, source: source, grade: grade, subject: path.tree,
      content: RecordedContent(
        tree: path.tree, base: path.from, target: path.target, problem: problem ?? fault,
        seal: seal.map(RecordSeal.foreign), isPair: true))
  }
}
