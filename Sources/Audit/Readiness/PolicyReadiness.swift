import Diagnostics
import Policy

/// The rules themselves: where they are, who answers for them, what they say of emergencies.
enum PolicyReadiness {
  static func policy(_ facts: ReadinessFacts) -> ReadinessAspect {
    if facts.isBuiltIn {
      return ReadinessAspect(
        .policy, "a built-in default judges",
        [
          ReadinessGap(
            "no-policy", .high, "production has no policy of its own",
            why: "nothing says what the control asks for, or since when; changes are judged by a built-in default",
            help: "write one and commit it through review: countersign policy init")
        ])
    }
    var gaps: [ReadinessGap] = []
    if facts.policy.production.line == .unsaid {
      gaps.append(
        ReadinessGap(
          "production-not-named", .medium, "the policy does not name production",
          why: "which ref is audited depends on the clone", help: "set `production.branch` or `production.tags`"))
    }
    return ReadinessAspect(.policy, "\(facts.policy.source.name), \(facts.version.digest.prefix(19))", gaps)
  }

  static func owner(_ facts: ReadinessFacts) -> ReadinessAspect {
    let policy = facts.policy
    var gaps: [ReadinessGap] = []
    if policy.control?.owner == nil {
      gaps.append(
        ReadinessGap(
          "no-control-owner", .low, "nobody is named who answers for the control",
          why: "whoever tests the control asks its owner first", help: "set `control.owner`"))
    }
    if let owners = policy.policyOwners {
      if policy.isEmptied(owners, at: facts.now) {
        gaps.append(
          ReadinessGap(
            "policy-owners-empty", .high, "nobody active is in \(listed(owners)), who own the policy",
            why: "no change of the policy can take effect",
            help: "put people into these groups under `people` (\(policy.source.line(of: "policyOwners")))"))
      }
    } else {
      gaps.append(
        ReadinessGap(
          "no-policy-owners", .medium, "changes of the policy need no more than any other change",
          why: "two colleagues can loosen the control together", help: "name groups under `policyOwners`"))
    }
    let owner = policy.control?.owner ?? "nobody is named"
    return ReadinessAspect(
      .owner, owner + (policy.policyOwners.map { "; changes of the policy are approved by \(listed($0))" } ?? ""), gaps)
  }

  static func emergencies(_ facts: ReadinessFacts) -> ReadinessAspect {
    guard let rule = facts.policy.emergency else {
      return ReadinessAspect(
        .emergencies, "nobody can declare one",
        [
          ReadinessGap(
            "no-emergency-rule", .low, "nobody can declare an emergency",
            why: "a change in an emergency will stand as a failure",
            help: "set `emergency.declaredBy` and `emergency.reviewWithin`")
        ])
    }
    var gaps: [ReadinessGap] = []
    if facts.policy.isEmptied(rule.declaredBy, at: facts.now) {
      gaps.append(
        ReadinessGap(
          "emergency-nobody", .medium, "nobody active is in \(listed(rule.declaredBy)), who may declare emergencies",
          why: "a change in an emergency will stand as a failure",
          help: "put people into these groups under `people` (\(facts.policy.source.line(of: "emergency.declaredBy")))")
      )
    }
    let hours =
      rule.reviewWithin % 3600 == 0 ? "\(rule.reviewWithin / 3600) hours" : "\(rule.reviewWithin / 60) minutes"
    return ReadinessAspect(
      .emergencies, "declared by \(listed(rule.declaredBy)), to be reviewed within \(hours)", gaps)
  }
}

extension Policy {
  /// Nobody of these groups could act. Where no persons are listed at all, that is the gap to tell.
  fileprivate func isEmptied(_ groups: [String], at moment: Instant) -> Bool {
    listsPersons && active(in: groups, at: moment).isEmpty
  }

  /// The persons of some groups, or of all where `nil`, whose approvals count at a time.
  func active(in groups: [String]?, at moment: Instant) -> [Person] {
    people.filter { person in
      person.kind == .person && (person.activeFrom.map { moment >= $0 } ?? true)
        && (person.activeUntil.map { moment < $0 } ?? true)
        && (groups.map { groups in person.groups.contains(where: groups.contains) } ?? true)
    }
  }
}
