/// What keeps a change out that lacks something, here.
enum PlaceReadiness {
  static func hooks(_ facts: ReadinessFacts) -> ReadinessAspect {
    let place = facts.place
    var gaps: [ReadinessGap] = []
    if place.isServer {
      let missing = ["pre-receive", "post-receive"].filter { !place.hooks.contains($0) }
      if !missing.isEmpty {
        gaps.append(
          ReadinessGap(
            "server-hooks-missing", .high, "the hooks \(missing.joined(separator: " and ")) are not installed here",
            why: "nothing refuses a push that lacks something, or enters it in the ledger",
            help: "countersign hook install --server"))
      }
    } else if !place.hooks.contains("pre-push") {
      gaps.append(
        ReadinessGap(
          "client-hook-missing", .low, "the hook pre-push is not installed in this clone",
          why: "what lacks something is found only by the server, or by the audit", help: "countersign hook install"))
    }
    if !place.hooks.isEmpty, !place.findsProgram {
      gaps.append(
        ReadinessGap(
          "hook-program-missing", .high, "the hooks here don't find countersign",
          why: "they refuse every push, and will soon be taken out",
          help: "git config countersign.path /path/to/countersign"))
    }
    let there = place.hooks.isEmpty ? "none of ours" : place.hooks.sorted().joined(separator: ", ")
    return ReadinessAspect(.hooks, there + (place.isServer ? "" : "; a clone doesn't show the server's"), gaps)
  }
}
