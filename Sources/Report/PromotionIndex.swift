import Audit
import GitStore
import Policy

/// Which promotion brought which change; nothing where promotions say no more than their entries.
struct PromotionIndex {
  private let promotions: [PromotionAssessment]
  private var places: [ObjectID: Int] = [:]

  init(_ audit: FinishedAudit) {
    promotions = audit.showsPromotions ? audit.promotions : []
    for (place, promotion) in promotions.enumerated() {
      for change in promotion.changes { places[change] = place }
    }
  }

  subscript(_ assessment: Assessment) -> PromotionAssessment? { places[assessment.id].map { promotions[$0] } }
}

extension FinishedAudit {
  /// A Boolean value that tells whether there is something to say of promotions besides what is said of changes: one
  /// brought several, or needs an approval of its own.
  package var showsPromotions: Bool { promotions.contains { $0.changes.count > 1 || $0.isAsked } }
}

extension PromotionAssessment {
  /// A Boolean value that tells whether an approval of it is asked for.
  var isAsked: Bool { !approvals.isEmpty || !findings.isEmpty }

  /// From where to where production was moved.
  var range: String { (before.map { "\($0.short).." } ?? "all up to ") + id.short }

  var counts: String {
    counted(changes.count, "change") + (changesAgainst > 0 ? " (\(changesAgainst.grouped) against)" : "")
  }

  var approvers: [String] {
    var seen: Set<String> = []
    return approvals.filter { $0.objection == nil }.map(\.approver.label).filter { seen.insert($0).inserted }
  }

  /// Whether it was approved, and by whom; empty where nobody asks. Names stand in it as they are.
  var standing: String {
    if !isAsked { return "" }
    if verdict == .excepted { return "not approved, and excepted" }
    return verdict.countsAgainst ? "not approved" : "approved by " + approvers.joined(separator: ", ")
  }
}
