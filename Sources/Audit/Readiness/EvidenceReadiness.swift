import Policy

/// What shows later that everything happened, and in which order.
enum EvidenceReadiness {
  static func ledger(_ facts: ReadinessFacts) -> ReadinessAspect {
    let policy = facts.policy
    let isHere = facts.refs.contains("refs/countersign/ledger")
    var gaps: [ReadinessGap] = []
    if policy.timing == .declared {
      gaps.append(
        ReadinessGap(
          "timing-declared", .medium, "dates are taken as they are declared",
          why: "a date in a commit or a record is anybody's to write, so \"before production\" is not shown",
          help: "keep a ledger (docs/hooks.md) and set `timing: proven`"))
    }
    guard let rule = policy.ledger else {
      gaps.append(
        ReadinessGap(
          "no-ledger", .medium, "no ledger of promotions has to be there",
          why: "that production was moved away and back leaves no trace, and nothing shows what came before what",
          help: "install the server's hooks, and name `ledger.signers`"))
      return ReadinessAspect(.ledger, isHere ? "there is one, and the policy names no signer" : "none", gaps)
    }
    if !isHere {
      gaps.append(
        ReadinessGap(
          "ledger-missing", .high, "the policy names who signs the ledger, and there is none here",
          why: "every change will be a `ledger-gap`",
          help: "fetch it: git fetch origin 'refs/countersign/*:refs/countersign/*'; or install the server's hooks"))
    }
    let keyless = rule.signers.filter { !facts.keyHolders.contains($0) }
    if !keyless.isEmpty {
      gaps.append(
        ReadinessGap(
          "ledger-signers-without-keys", keyless.count == rule.signers.count ? .high : .low,
          "\(counted(keyless.count, "signer", "signers")) of the ledger without a key: \(listed(keyless))",
          why: "an entry that is signed by nobody's key shows nothing", help: "add their public keys under `people`"))
    }
    if facts.place.isServer, facts.place.ledgerKey != .there {
      gaps.append(
        ReadinessGap(
          "ledger-key-missing", .high,
          facts.place.ledgerKey == .unset
            ? "this server signs no entries of its ledger: countersign.ledgerKey is not set"
            : "this server can't read the key that signs its ledger",
          why: "entries that are not signed show no order", help: "git config countersign.ledgerKey /path/to/key"))
    }
    return ReadinessAspect(.ledger, "signed by \(listed(rule.signers))" + (isHere ? "" : "; none is here"), gaps)
  }

  static func evidence(_ facts: ReadinessFacts) -> ReadinessAspect {
    let policy = facts.policy
    let refs = facts.refs.filter { $0 != "refs/countersign/ledger" && !$0.hasPrefix("refs/countersign/remotes/") }
    var gaps: [ReadinessGap] = []
    if refs.isEmpty, policy.approval.minimumGrade > .claim || policy.tests.minimumGrade > .claim {
      gaps.append(
        ReadinessGap(
          "evidence-missing", .high, "the policy asks for evidence beside the commits, and there is none here",
          why: "evidence is not part of a clone, and without it nothing passes",
          help: "`countersign evidence fetch`; `git fetch origin '+refs/notes/*:refs/notes/*'`"))
    }
    var exchanged = ""
    switch facts.exchange {
    case .none: break
    case .never(let remote):
      gaps.append(
        ReadinessGap(
          "evidence-not-fetched", .medium, "evidence was never fetched from \(remote), nor pushed to it",
          why: "what is only in one clone is lost with it, and what is only on the server doesn't count here",
          help: "countersign evidence fetch \(remote)"))
    case .notPushed(let remote):
      gaps.append(
        ReadinessGap(
          "evidence-not-pushed", .medium, "there are records here that \(remote) did not have when it was last asked",
          why: "what is only in one clone is lost with it, and doesn't count for the server",
          help: "countersign evidence push \(remote)"))
    case .inStep(let remote): exchanged = "; what is here was on \(remote) when it was last asked"
    }
    return ReadinessAspect(
      .evidence,
      (refs.isEmpty ? "what commits say of themselves, and nothing beside them" : listed(refs.sorted())) + exchanged,
      gaps)
  }
}
