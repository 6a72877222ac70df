import Audit
import Diagnostics
import Evidence
import GitStore
import Policy

/// What happened to a change, in the order of the times that are told, each with what it rests on.
///
/// Dates of commits and of unsigned records are anybody's to write: the order shown here decides nothing.
struct Timeline {
  /// In order; the basis says what states the time.
  private(set) var events: [(at: Instant?, what: String, basis: String)] = []

  init(_ assessment: Assessment, _ promotion: PromotionAssessment?) {
    let made = assessment.promoter == nil ? "made" : "made on staging"
    events.append((assessment.committedAt, "\(made): \(assessment.id.short)", "committer date"))
    for weighed in assessment.approvals { add(weighed, "") }
    for weighed in promotion?.approvals ?? [] { add(weighed, " the promotion") }
    for weighed in assessment.tests where weighed.objection == nil {
      let what = "tested: \(weighed.run.suite) \(weighed.run.outcome.rawValue)"
      events.append((weighed.run.at, what, weighed.run.grade.rawValue))
    }
    let with = assessment.promoter.map { " with \($0.short)" } ?? ""
    let promoted = promotion?.promotion ?? assessment.promotion
    let basis = promoted.basis == .committerDate ? "committer date" : promoted.basis.phrase
    events.append((promoted.at, "promoted\(with)", basis))
    let order = events.indices.sorted { a, b in
      // What has no time of its own is told where its commit was made.
      let first = events[a].at ?? assessment.committedAt, second = events[b].at ?? assessment.committedAt
      return first == second ? a < b : first < second
    }
    events = order.map { events[$0] }
  }

  private mutating func add(_ weighed: WeighedApproval, _ what: String) {
    if weighed.approval.decision == .rejected {
      events.append(
        (weighed.approval.at, "rejected\(what) by \(weighed.approver.label)", weighed.approval.grade.rawValue))
    }
    guard weighed.objection == nil else { return }
    events.append(
      (weighed.approval.at, "approved\(what) by \(weighed.approver.label)", weighed.approval.grade.rawValue))
  }

  var lines: [String] {
    events.map { "\(($0.at?.text ?? "no time of its own").padded(to: 21))\($0.what) (\($0.basis))" }
  }
}

extension Promotion.Basis {
  /// For a reader: by what the time is known.
  var phrase: String {
    switch self {
    case .committerDate: "its committer date, which its author writes"
    case .forge: "the forge's clock"
    case .ledger: "the ledger"
    case .tag: "the tag's date"
    }
  }
}
