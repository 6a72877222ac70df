import Policy

/// Who approves, and how it is told who they are.
enum PeopleReadiness {
  static func people(_ facts: ReadinessFacts) -> ReadinessAspect {
    let policy = facts.policy
    guard policy.listsPersons else {
      return ReadinessAspect(
        .people, "nobody is listed",
        [
          ReadinessGap(
            "no-people", .high, "the policy lists no persons",
            why: "anybody can approve under any name, and two addresses of one person look like two people",
            help: "list them under `people`, with their addresses")
        ])
    }
    let approvers = policy.active(in: policy.approval.from, at: facts.now)
    let required = policy.approval.required
    var gaps: [ReadinessGap] = []
    if approvers.count < required {
      gaps.append(
        ReadinessGap(
          "too-few-approvers", .high,
          "\(counted(approvers.count, "person", "people")) may approve, and each change needs \(required)",
          why: "no change can pass",
          help: "list more under `people`, in the groups that may approve (\(policy.source.line(of: "approval.from")))")
      )
    } else if approvers.count == required {
      gaps.append(
        ReadinessGap(
          "no-spare-approver", .medium,
          "only \(counted(approvers.count, "person", "people")) may approve: \(listed(approvers.map(\.id)))",
          why: "what they make themselves nobody else can approve",
          help: "list more under `people`, in the groups that may approve (\(policy.source.line(of: "approval.from")))")
      )
    }
    let keyless = approvers.map(\.id).filter { !facts.keyHolders.contains($0) }
    if !keyless.isEmpty, policy.approval.minimumGrade >= .signed {
      gaps.append(
        ReadinessGap(
          "people-without-keys", .high,
          "\(counted(keyless.count, "person has", "people have")) no key: \(listed(keyless))",
          why: "approvals must be signed, and theirs can't be",
          help: "add their public keys under `people`" + (policy.allowedSigners.map { ", or to \($0)" } ?? "")))
    }
    if let problem = facts.keyProblems.first {
      gaps.append(
        ReadinessGap(
          "key-file-unreadable", .high, "a file of keys counts for nothing: \(problem)",
          why: "what is signed with a key of this file is nobody's",
          help: "mend it through review; \(counted(facts.keyProblems.count, "problem", "problems")) in all"))
    }
    let kinds = Person.Kind.allCases.compactMap { kind -> String? in
      let count = policy.people.count { $0.kind == kind }
      guard count > 0 else { return nil }
      return kind == .person ? counted(count, "person", "people") : counted(count, kind.rawValue, kind.rawValue + "s")
    }
    return ReadinessAspect(.people, kinds.joined(separator: ", ") + "; \(approvers.count) may approve", gaps)
  }

  static func approvals(_ facts: ReadinessFacts) -> ReadinessAspect {
    let rule = facts.policy.approval, source = facts.policy.source
    var gaps: [ReadinessGap] = []
    if rule.independentOf.count < Role.allCases.count {
      let left = Role.allCases.filter { !rule.independentOf.contains($0) }.map(\.rawValue)
      gaps.append(
        ReadinessGap(
          "independence-narrowed", .high, "an approver may be the \(left.joined(separator: " or ")) of the change",
          why: "segregation of duties asks for somebody who made nothing of it",
          help: "leave `approval.independentOf` out, or name all roles (\(source.line(of: "approval.independentOf")))"))
    }
    if rule.reuse {
      gaps.append(
        ReadinessGap(
          "approvals-reused", .medium, "one approval counts for several changes",
          why: "content that was approved once can be returned to", help: "leave `approval.reuse` out"))
    }
    if rule.minimumGrade < .signed {
      gaps.append(
        forgeable("approvals", rule.minimumGrade, command: "countersign approve --sign KEY", "approval.minimumGrade"))
    }
    let from = rule.from.map { " by \(listed($0))" } ?? ""
    return ReadinessAspect(
      .approvals, "\(rule.required) independent\(from), from grade \(rule.minimumGrade.rawValue) upwards", gaps)
  }

  static func forgeable(_ what: String, _ grade: Grade, command: String, _ key: String) -> ReadinessGap {
    ReadinessGap(
      "\(what)-can-be-forged", .medium, "\(what) count from grade \(grade.rawValue) upwards",
      why: grade == .claim
        ? "whoever writes a commit can write them" : "whoever may write the ref, or run the collector, can make them",
      help: "have them signed (`\(command)`), and set `\(key): signed`")
  }
}
