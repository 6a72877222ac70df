import GitStore

/// The promotion that is being judged: what of it was seen so far.
struct OpenPromotion {
  /// The place of its first change; `nil` where none is open.
  var first: Int?
  /// The place of its last change, once that is known.
  var end: Int?
  /// By which policy it is judged: the one that production had before it, whatever the promotion itself brings.
  var judged: (number: Int, version: PolicyVersion)?
  var assessments: [Assessment] = []
  /// The verdicts of what came by staging and of the entry that promotes it.
  var verdicts: [Verdict] = []
  /// Whether the promotion that has just ended lacks its approval.
  var hasFailed = false
  /// The rules as they will be if the promotion stands.
  var next: InForce?
  /// Its entries so far, and whether each would put into force what it brings.
  var waiting: [(range: ClosedRange<Int>, id: ObjectID, takesEffect: Bool)] = []
}
