import Policy

/// What has to have passed, and whose word it is.
enum TestReadiness {
  static func suites(_ facts: ReadinessFacts) -> ReadinessAspect {
    let policy = facts.policy
    switch policy.tests.requirement {
    case .suites(let suites): return ReadinessAspect(.suites, listed(suites), [])
    case .any:
      return ReadinessAspect(
        .suites, "any test run",
        [
          ReadinessGap(
            "tests-not-named", .medium, "the policy asks for any test run, not for named suites",
            why: "one run of one trivial suite is enough", help: "name the suites under `tests.suites`")
        ])
    case .none(let reason):
      return ReadinessAspect(
        .suites, "none: \(reason)",
        [
          ReadinessGap(
            "no-tests", .high, "the policy asks for no tests: \(reason)",
            why: "whoever tests the control asks for the results of tests before production",
            help: "name the suites under `tests.suites` (\(policy.source.line(of: "tests.suites")))")
        ])
    }
  }

  static func runners(_ facts: ReadinessFacts) -> ReadinessAspect {
    let rule = facts.policy.tests
    if case .none = rule.requirement { return ReadinessAspect(.runners, "none is needed", []) }
    var gaps: [ReadinessGap] = []
    if rule.runners == nil {
      gaps.append(
        ReadinessGap(
          "runners-not-named", .medium, "anybody's test runs count",
          why: "an author can say himself that his tests passed",
          help: "list the CI system under `people` as a bot, and name it under `tests.runners`"))
    }
    let keyless = (rule.runners ?? []).filter { !facts.keyHolders.contains($0) }
    if !keyless.isEmpty, rule.minimumGrade >= .signed {
      gaps.append(
        ReadinessGap(
          "runners-without-keys", .high,
          "\(counted(keyless.count, "runner has", "runners have")) no key: \(listed(keyless))",
          why: "test runs must be signed, and theirs can't be", help: "add their public keys under `people`"))
    }
    if rule.minimumGrade < .signed {
      gaps.append(
        PeopleReadiness.forgeable(
          "tests", rule.minimumGrade, command: "countersign record tests --sign KEY", "tests.minimumGrade"))
    }
    return ReadinessAspect(
      .runners, "\(rule.runners.map(listed) ?? "anybody"), from grade \(rule.minimumGrade.rawValue) upwards", gaps)
  }
}
