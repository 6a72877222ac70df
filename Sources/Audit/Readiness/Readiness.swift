import Policy

/// Says what a control is missing today, the weightiest first. Reads nothing: see ``ReadinessFacts``.
package enum Readiness {
  package static func gaps(_ facts: ReadinessFacts) -> [ReadinessGap] {
    let found = policyGaps(facts) + evidenceGaps(facts) + placeGaps(facts) + recentGaps(facts)
    return ReadinessGap.Priority.allCases.flatMap { priority in found.filter { $0.priority == priority } }
  }

  private static func policyGaps(_ facts: ReadinessFacts) -> [ReadinessGap] {
    let policy = facts.policy
    if facts.isBuiltIn {
      return [
        ReadinessGap(
          "no-policy", .high, "production has no policy of its own",
          why: "nothing says what the control asks for, or since when; changes are judged by a built-in default",
          help: "write one and commit it through review: countersign policy init")
      ]
    }
    var gaps: [ReadinessGap] = []
    if !policy.listsPersons {
      gaps.append(
        ReadinessGap(
          "no-people", .high, "the policy lists no persons",
          why: "anybody can approve under any name, and two addresses of one person look like two people",
          help: "list them under `people`, with their addresses"))
    }
    if policy.approval.independentOf.count < Role.allCases.count {
      let left = Role.allCases.filter { !policy.approval.independentOf.contains($0) }.map(\.rawValue)
      gaps.append(
        ReadinessGap(
          "independence-narrowed", .high, "an approver may be the \(left.joined(separator: " or ")) of the change",
          why: "segregation of duties asks for somebody who made nothing of it",
          help:
            "leave `approval.independentOf` out, or name all roles (\(policy.source.line(of: "approval.independentOf")))"
        ))
    }
    if case .none(let reason) = policy.tests.requirement {
      gaps.append(
        ReadinessGap(
          "no-tests", .high, "the policy asks for no tests: \(reason)",
          why: "whoever tests the control asks for the results of tests before production",
          help: "name the suites under `tests.suites` (\(policy.source.line(of: "tests.suites")))"))
    } else if policy.tests.requirement == .any {
      gaps.append(
        ReadinessGap(
          "tests-not-named", .medium, "the policy asks for any test run, not for named suites",
          why: "one run of one trivial suite is enough", help: "name the suites under `tests.suites`"))
    }
    if policy.policyOwners == nil {
      gaps.append(
        ReadinessGap(
          "no-policy-owners", .medium, "changes of the policy need no more than any other change",
          why: "two colleagues can loosen the control together", help: "name groups under `policyOwners`"))
    }
    if policy.approval.reuse {
      gaps.append(
        ReadinessGap(
          "approvals-reused", .medium, "one approval counts for several changes",
          why: "content that was approved once can be returned to", help: "leave `approval.reuse` out"))
    }
    if policy.production.line == .unsaid {
      gaps.append(
        ReadinessGap(
          "production-not-named", .medium, "the policy does not name production",
          why: "which ref is audited depends on the clone", help: "set `production.branch` or `production.tags`"))
    }
    if policy.emergency == nil {
      gaps.append(
        ReadinessGap(
          "no-emergency-rule", .low, "nobody can declare an emergency",
          why: "a change in an emergency will stand as a failure", help: "set `emergency.declaredBy` and `reviewWithin`"
        ))
    }
    return gaps
  }

  private static func evidenceGaps(_ facts: ReadinessFacts) -> [ReadinessGap] {
    let policy = facts.policy
    var gaps: [ReadinessGap] = []
    let grades = [("approvals", policy.approval.minimumGrade), ("tests", policy.tests.minimumGrade)]
    for (what, grade) in grades where grade < .signed {
      let key = what == "approvals" ? "approval.minimumGrade" : "tests.minimumGrade"
      let command = what == "approvals" ? "approve" : "record tests"
      gaps.append(
        ReadinessGap(
          "\(what)-can-be-forged", .medium, "\(what) count from grade \(grade.rawValue) upwards",
          why: grade == .claim
            ? "whoever writes a commit can write them"
            : "whoever may write the ref, or run the collector, can make them",
          help:
            "have them signed (countersign \(command) --sign KEY), and set `\(key): signed`"
        ))
    }
    let keyless = policy.people.filter { $0.kind == .person && $0.keys.isEmpty }.map(\.id)
    if !keyless.isEmpty, policy.approval.minimumGrade >= .signed {
      gaps.append(
        ReadinessGap(
          "people-without-keys", .high,
          "\(keyless.count) people have no key: \(keyless.prefix(5).joined(separator: ", "))",
          why: "approvals must be signed, and theirs can't be", help: "add their public keys under `people`"))
    }
    if policy.timing == .declared {
      gaps.append(
        ReadinessGap(
          "timing-declared", .medium, "dates are taken as they are declared",
          why: "a date in a commit or a record is anybody's to write, so \"before production\" is not shown",
          help: "keep a ledger (docs/hooks.md) and set `timing: proven`"))
    }
    if policy.ledger == nil {
      gaps.append(
        ReadinessGap(
          "no-ledger", .medium, "no ledger of promotions has to be there",
          why: "that production was moved away and back leaves no trace, and nothing shows what came before what",
          help: "install the server's hooks, and name `ledger.signers`"))
    } else if !facts.refs.contains("refs/countersign/ledger") {
      gaps.append(
        ReadinessGap(
          "ledger-missing", .high, "the policy names who signs the ledger, and there is none here",
          why: "every change will be a `ledger-gap`",
          help: "fetch it: git fetch origin 'refs/countersign/*:refs/countersign/*'; or install the server's hooks"))
    }
    return gaps
  }

  private static func placeGaps(_ facts: ReadinessFacts) -> [ReadinessGap] {
    var gaps: [ReadinessGap] = []
    if facts.isServer {
      let missing = ["pre-receive", "post-receive"].filter { !facts.hooks.contains($0) }
      if !missing.isEmpty {
        gaps.append(
          ReadinessGap(
            "server-hooks-missing", .high, "the hooks \(missing.joined(separator: " and ")) are not installed here",
            why: "nothing refuses a push that lacks something, or enters it in the ledger",
            help: "countersign hook install --server"))
      }
    }
    if facts.refs.isEmpty, facts.policy.approval.minimumGrade > .claim || facts.policy.tests.minimumGrade > .claim {
      gaps.append(
        ReadinessGap(
          "evidence-missing", .high, "the policy asks for evidence beside the commits, and there is none here",
          why: "evidence is not part of a clone, and without it nothing passes",
          help: "countersign evidence fetch; git fetch origin '+refs/notes/*:refs/notes/*'"))
    }
    return gaps
  }

  private static func recentGaps(_ facts: ReadinessFacts) -> [ReadinessGap] {
    guard facts.recent.against > 0 else { return [] }
    let codes = facts.recurring.prefix(5).map { "\($0.code.rawValue) (\($0.changes))" }.joined(separator: ", ")
    let count = "\(facts.recent.against) of the newest \(facts.recent.changes) changes"
    return [
      ReadinessGap(
        "recent-changes", .high, "something stands against \(count) by today's policy: \(codes)",
        why: "in a period that is tested, each of them is a deviation",
        help: "countersign explain \(facts.recurring.first?.code.rawValue ?? "COMMIT")")
    ]
  }
}
