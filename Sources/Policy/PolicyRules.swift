/// The approval of a promotion from staging to production, besides those of the changes in it.
package struct PromotionRule: Hashable, Sendable {
  /// How many people must have approved the promotion; at least 1.
  package var required: Int
  /// Groups of which an approver must be in at least one; `nil` means any person.
  package var from: [String]?
}

/// What changes of some paths need besides what every change needs. It never takes anything away.
package struct PathRule: Hashable, Sendable {
  /// How many patterns all rules of a policy may have together.
  package static let mostPatterns = 1000

  /// A change is under the rule if one of its paths matches one of these. Both sides of a rename count.
  package var match: [PathPattern]
  /// How many approvers; `nil` means as many as `approval.required`. Each of them has to be in one of `from`.
  package var required: Int?
  /// `nil` means whoever may approve any change.
  package var from: [String]?
  /// Where the rule stands, such as `paths[0]`, for ``PolicySource/line(of:)``.
  package var path: String
}

package struct EmergencyRule: Hashable, Sendable {
  /// Groups of which whoever declares an emergency must be in at least one; never empty.
  package var declaredBy: [String]
  /// How many seconds after the promotion an independent approval must be there.
  package var reviewWithin: Int64
}

package struct LedgerRule: Hashable, Sendable {
  /// Ids of the people, bots or persons, with whose keys the ledger is signed; never empty.
  package var signers: [String]
}
