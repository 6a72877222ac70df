import GitStore

/// `merge-changed-content` and `merge-not-reproducible`: a merge that nobody approved must give what its parents give.
enum MergeAddsNothing {
  /// Returns the finding of a merge without sufficient evidence of its own; `nil` where it adds nothing.
  static func finding(_ merge: ObjectID, _ replay: Replay?) -> Finding? {
    switch replay {
    case .reproduced: return nil
    case .differs(let paths):
      return Finding(
        .mergeChangedContent, "this merge has content of its own that nobody approved",
        notes: [
          "merging its parents gives something else in: \(paths.listed)",
          "the merge is repeated by libgit2, from objects alone",
        ],
        help: "have the merge itself approved and tested:\ncountersign approve \(merge.short)")
    case .unverifiable, nil:
      var reason = "its content was not repeated"
      if case .unverifiable(let why) = replay { reason = why }
      return Finding(
        .mergeNotReproducible, "this merge can't be repeated from its parents, and nobody approved its result",
        notes: [reason, "that says nothing about what was done; conflicts resolved by hand look like this"],
        help: "have the merge itself approved and tested:\ncountersign approve \(merge.short)")
    }
  }
}
