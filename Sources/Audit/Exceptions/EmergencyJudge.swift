import Diagnostics
import Evidence
import GitStore
import Policy

/// `emergency-review-overdue`, and `exception-unapproved` for emergencies: one counts if somebody whom the policy names
/// declared and signed it in time, and who made nothing of the change; and if others approve the content in time, though
/// late.
struct EmergencyJudge {
  let record: ExceptionRecord
  let introductions: [Introduction]
  let assessment: Assessment
  let excused: ExcusedChange
  /// The clock; without one nothing is still in time.
  let now: Instant?

  enum Outcome {
    /// Until when it may still be reviewed.
    case due(Instant)
    /// By whom it was.
    case reviewed([Identity], due: Instant)
    case refused(Finding, due: Instant?)
  }

  /// What an emergency can excuse: that nobody had looked, or tested, yet. What evidence shows to be wrong, it can't.
  static let excusable: Set<FindingCode> = [
    .approvalNotShown, .selfApproved, .tooFewApprovers, .approverNotAuthorised, .approverMayBeAuthor,
    .approvalOutOfDate,
    .approvalLate, .approvalTooWeak, .approvalUnverifiable, .orderNotShown, .ownerApprovalMissing, .testsNotShown,
    .testsOutOfDate, .testsLate, .notThroughStaging, .promotionNotApproved,
  ]

  /// Whether somebody declared it who may, and in time.
  var isDeclared: Bool { excused.policy.emergency.map { undeclared(by: $0, due($0)) == nil } ?? false }

  /// When the review is due. Dates are anybody's to write, so the earliest counts that it can have been promoted at.
  private func due(_ rule: EmergencyRule) -> Instant {
    var promoted = excused.earliest(assessment.promotion)
    // What its declarer signed can't be moved by the dates of commits.
    if record.push == nil, let declared = record.file.declaredAt { promoted = min(promoted, declared) }
    let (due, overflow) = promoted.seconds.addingReportingOverflow(rule.reviewWithin)
    return overflow ? promoted : Instant(seconds: due)
  }

  func outcome() -> Outcome {
    guard let rule = excused.policy.emergency else { return refused("the policy lets nobody declare an emergency") }
    let due = due(rule)
    if let reason = undeclared(by: rule, due) { return refused(reason) }
    let reviewers = reviewers(until: due)
    if reviewers.count >= max(1, excused.policy.approval.required), isMet(by: reviewers) {
      return .reviewed(reviewers, due: due)
    }
    if let now, now <= due { return .due(due) }
    return .refused(overdue(rule, due), due: due)
  }

  /// Returns why the emergency was not declared by somebody who may; `nil` where it was.
  private func undeclared(by rule: EmergencyRule, _ due: Instant) -> String? {
    if let push = record.push { return undeclared(by: rule, push) }
    if let trailer = record.trailer { return undeclared(by: rule, trailer) }
    guard let id = record.file.declaredBy,
      let person = excused.policy.people.first(where: { $0.id == id && $0.kind == .person })
    else {
      return "\(record.file.declaredBy ?? "nobody") declared it, and is no person of the policy"
    }
    if let declared = record.file.declaredAt, let reason = inactive(person, at: declared) { return reason }
    if let declared = record.file.declaredAt, declared > due { return "it was declared after the review was due" }
    if Set(person.groups).isDisjoint(with: rule.declaredBy) {
      return "\(id) declared it, and is in none of the groups \(rule.declaredBy.joined(separator: ", "))"
    }
    if let reason = unsigned(by: id) { return reason }
    let declarer = excused.people.identity(of: id)
    if let other = makers.first(where: { !declarer.isSurelyNot($0.identity) }) {
      return "\(id) declared it, and is, or may be, \(other.identity.label), who made part of the change"
    }
    let commits = Set(assessment.commits.map(\.description))
    guard introductions.contains(where: { $0.promotion.at <= due && !commits.isDisjoint(with: $0.commits) }) else {
      return "it did not reach production before the review was due, at \(due.text)"
    }
    return nil
  }

  /// Returns why the signature isn't by whoever declared it; `nil` where it is.
  ///
  /// The key has to count when it was declared, which its holder wrote, and, where the policy asks for a signed ledger,
  /// also when that shows that the file reached production.
  private func unsigned(by id: String) -> String? {
    guard let seal = record.seal else { return "it is not signed by \(id)" }
    let never = Instant(seconds: .max)
    let declared = record.file.declaredAt ?? never
    let book = excused.parts.book
    if let objection = seal.standing(by: id, book, at: declared).objection { return objection }
    guard excused.policy.ledger != nil, excused.policy.allowedSigners != nil else { return nil }
    // Whoever alters the file signs it anew, so the last change of it has to be shown.
    let shown = introductions.map { excused.shown($0) ?? never }.max() ?? never
    guard let objection = seal.standing(by: id, book, at: declared, shown: max(declared, shown)).objection else {
      return nil
    }
    return objection
      + (shown == never
        ? "; no signed entry of the ledger shows when the file reached production"
        : "; the ledger shows the file as it is from \(shown.text) on")
  }

  /// An emergency that was declared with a push is as good as the server's word of who pushed, which the ledger keeps.
  private func undeclared(by rule: EmergencyRule, _ push: ExceptionRecord.Push) -> String? {
    if excused.policy.ledger == nil {
      return "the policy names nobody who signs a ledger, so nothing would show later who declared it"
    }
    if let update = push.update, Witness.standing(of: update, under: excused.policy, excused.parts.book) != .signed {
      return "no signer of the policy signed the entry"
    }
    // A name on a server is often its user's to choose: only a login, or the id of somebody without one, counts.
    guard let declarer = excused.people.identity(ofUser: push.pusher), !declarer.isAgent,
      let person = excused.policy.people.first(where: { $0.id == declarer.personID && $0.kind == .person })
    else { return "\(push.pusher) pushed it, and is no person of the policy" }
    if let reason = inactive(person, at: record.file.declaredAt ?? assessment.promotion.at) { return reason }
    if Set(person.groups).isDisjoint(with: rule.declaredBy) {
      return "\(person.id) pushed it, and is in none of the groups \(rule.declaredBy.joined(separator: ", "))"
    }
    if let other = makers.first(where: { !declarer.isSurelyNot($0.identity) }) {
      return "\(person.id) pushed it, and is, or may be, \(other.identity.label), who made part of the change"
    }
    return nil
  }

  /// A trailer is a claim of whoever wrote the commit, unless a trusted merger composed it, or its declarer signed it.
  private func undeclared(by rule: EmergencyRule, _ trailer: ExceptionRecord.Trailer) -> String? {
    let text = record.file.declaredBy ?? ""
    guard excused.policy.evidence.emergencyTrailers.contains(where: { $0.lowercased() == trailer.key.lowercased() })
    else { return "the policy in force reads no trailer \(trailer.key)" }
    let declarer = excused.people.identity(of: text)
    guard excused.shows(trailer.commit, isBy: declarer) else {
      return
        "it is a claim: it counts on an entry that one of `approval.trustedMergers`, or \(declarer.label), has signed"
    }
    guard declarer.isListed, !declarer.isAgent,
      let person = excused.policy.people.first(where: { $0.id == declarer.personID && $0.kind == .person })
    else { return "\(declarer.label) is no person of the policy" }
    if let reason = inactive(person, at: assessment.promotion.at) { return reason }
    if Set(person.groups).isDisjoint(with: rule.declaredBy) {
      return "\(person.id) is in none of the groups \(rule.declaredBy.joined(separator: ", "))"
    }
    if let other = makers.first(where: { !declarer.isSurelyNot($0.identity) }) {
      return "\(person.id) is, or may be, \(other.identity.label), who made part of the change"
    }
    return nil
  }

  /// The people whose approval would count, had it come before the promotion, and who did not declare it themselves.
  private func reviewers(until due: Instant) -> [Identity] {
    // Where it isn't shown who wrote the change, a reviewer may be him.
    guard excused.parts.doubts(excused.whole).isEmpty else { return [] }
    let declarer =
      record.push.flatMap { excused.people.identity(ofUser: $0.pusher) }
      ?? excused.people.identity(of: record.file.declaredBy ?? "")
    var reviewers: [Identity] = []
    for weighed in assessment.ofEntry ?? assessment.approvals {
      let isLateOnly =
        weighed.objection == nil || weighed.objection?.code == .approvalLate
        || weighed.objection?.code == .orderNotShown
      guard isLateOnly, weighed.approval.decision == .approved, weighed.approval.at.map({ $0 <= due }) ?? true,
        weighed.approver.isSurelyNot(declarer), reviewers.allSatisfy({ $0.isSurelyNot(weighed.approver) })
      else { continue }
      reviewers.append(weighed.approver)
    }
    return reviewers
  }

  private var makers: [Contributor] {
    excused.makers + (assessment.approvals + (assessment.ofEntry ?? [])).flatMap { $0.contributors ?? [] }
  }

  private func inactive(_ person: Person, at moment: Instant) -> String? {
    if let from = person.activeFrom, moment < from { return "\(person.id) was not active before \(from.text)" }
    if let until = person.activeUntil, moment >= until { return "\(person.id) was not active from \(until.text) on" }
    return nil
  }

  /// Returns whether those who reviewed it meet what rules for its paths and its owners ask for besides.
  private func isMet(by reviewers: [Identity]) -> Bool {
    excused.parts.matter(of: excused.whole).further.allSatisfy { demand in
      // Rules of the control are never altered in an emergency; what is left is its own declaration.
      if demand.code == .policyChangeUnapproved { return true }
      return reviewers.count { demand.refusal(of: excused.people.people[$0.person], $0.person) == nil }
        >= demand.required
    }
  }

  private func refused(_ reason: String) -> Outcome {
    .refused(
      Finding(
        .exceptionUnapproved, "the emergency \(record.file.id) does not count for this change",
        notes: ["\(record.path): \(reason)"],
        help: "have it declared by somebody whom `emergency.declaredBy` names and who made nothing of this change:\n"
          + "countersign record exception \(assessment.id.short) --emergency --declared-by ID --sign KEY"), due: nil)
  }

  private func overdue(_ rule: EmergencyRule, _ due: Instant) -> Finding {
    let late = (assessment.ofEntry ?? assessment.approvals).filter { $0.approval.decision == .approved }
      .compactMap { weighed in
        weighed.approval.at.flatMap { at in
          at > due ? "\(weighed.approver.label) approved it \(hours(from: due, to: at)) after that" : nil
        }
      }
    return Finding(
      .emergencyReviewOverdue, "this emergency was not reviewed in time",
      notes: [
        "\(record.path): declared by \(record.file.declaredBy ?? "nobody")", "the review was due at \(due.text)",
        "\(excused.policy.source.line(of: "emergency.reviewWithin")) gives it \(span(rule.reviewWithin))",
      ] + late.uniqued,
      help: "have it reviewed all the same, by somebody who made nothing of it and did not declare it:\n"
        + "countersign approve \(assessment.id.short)\nand document with an exception that it was late, which somebody else approves:\n"
        + "countersign record exception \(assessment.id.short)")
  }

  private func span(_ seconds: Int64) -> String {
    seconds % 3600 == 0 ? "\(seconds / 3600) h" : "\(seconds / 60) min"
  }
}
