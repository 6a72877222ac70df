package import Audit
package import Diagnostics
import Evidence
package import GitStore
import Policy

/// What is to be audited, and what is wanted of the result.
package struct Assignment {
  package var scope: Scope
  /// More commits that are in production already, besides the base.
  package var known: [ObjectID] = []
  /// Judges everything by this policy instead of the one in history.
  package var policy: PolicyVersion?
  /// What a ledger of another kind tells of production. It is taken where our own has nothing of it.
  package var ledgerUpdates: [LedgerUpdate] = []
  /// Whether production is known to have moved from the base to the tip at once, as in a push.
  package var isOnePromotion = false
  /// What the tags of production are taken to be; what they are now if `nil`.
  package var tagRefs: [Ref]?
  /// When the tag above the range, of the promotion that holds it, says that it was promoted.
  var taggedAt: Instant?
  /// The policy that was in force before the range, where more is known than what the tree there says.
  var inForceBefore: [ObjectID: PolicyVersion] = [:]
  /// See ``Dossier/spentElsewhere``.
  var spentElsewhere: [String: Set<ObjectID>] = [:]
  /// Whether the range is in production already, as in a report. What is missing can only be documented then.
  package var isHistory = false
  /// Judges the whole range as the one change that it will be.
  package var proposed = false
  /// The clock; `nil` where it plays no part.
  package var now: Instant?
  /// Who pushes what isn't in production yet, as the server knows him: the ledger will say it.
  package var pusher: String?
  /// The tip of the evidence that arrives in the same push; `nil` for the ref's own.
  package var evidenceTip: ObjectID?
  /// The emergencies that the pusher declares with the push that is judged.
  package var declared: [DeclaredEmergency] = []
  /// The repository was opened from a hook's environment, and can't be opened once more by its path.
  package var isQuarantined = false
  /// Where the exceptions are read, if that is not the range's own tip: what production is by now.
  package var exceptionsTip: ObjectID?
  /// Judges what brought an exception to production, for which no exception counts.
  var isIntroduction = false
  /// Keeps the assessments that nothing stands against too.
  package var keepsAll = true
  package var wantsDigest = true
  /// Hands what was read of the commits on with the result.
  package var keepsCommits = false
  package var progress: (Progress) -> Void = { _ in }

  package init(scope: Scope) { self.scope = scope }
}
