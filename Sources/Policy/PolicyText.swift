import Diagnostics

/// Returns a policy in full as YAML, the same bytes for the same policy; reading it gives the policy again.
package func yaml(_ policy: Policy) -> String {
  var lines = ["version: 1", "preset: \(policy.preset.rawValue)"]
  lines += block("control", policy.control.map(controlLines) ?? [])
  lines += block("production", productionLines(policy.production))
  if let staging = policy.staging { lines += block("staging", ["branch: \(YAMLWriter.scalar(staging))"]) }
  lines += block("approval", approvalLines(policy.approval))
  lines.append("timing: \(policy.timing.rawValue)")
  if let ledger = policy.ledger { lines += block("ledger", ["signers: \(YAMLWriter.list(ledger.signers))"]) }
  if let rule = policy.promotion { lines += block("promotion", countLines(rule.required, from: rule.from)) }
  lines += block("tests", testLines(policy.tests))
  lines += block("paths", policy.paths.flatMap(pathLines))
  lines.append("codeowners: \(policy.codeowners)")
  lines += block("people", policy.people.flatMap(personLines))
  lines += entry("allowedSigners", policy.allowedSigners) + entry("sigstoreRoot", policy.sigstoreRoot)
  lines += block("evidence", evidenceLines(policy.evidence))
  lines += block("emergency", policy.emergency.map(emergencyLines) ?? [])
  if let owners = policy.policyOwners { lines.append("policyOwners: \(YAMLWriter.list(owners))") }
  return lines.joined(separator: "\n") + "\n"
}

private func block(_ key: String, _ lines: [String]) -> [String] {
  lines.isEmpty ? [] : ["\(key):"] + lines.map { "  " + $0 }
}

private func entry(_ key: String, _ text: String?) -> [String] {
  text.map { ["\(key): \(YAMLWriter.scalar($0))"] } ?? []
}

private func controlLines(_ control: Control) -> [String] {
  entry("id", control.id) + entry("owner", control.owner) + entry("statement", control.statement)
}

private func productionLines(_ production: Production) -> [String] {
  let line: [String] =
    switch production.line {
    case .branch(let ref): entry("branch", ref)
    case .tags(let pattern): entry("tags", pattern)
    case .unsaid: []
    }
  return line + entry("since", production.since)
}

private func approvalLines(_ rule: ApprovalRule) -> [String] {
  var lines = countLines(rule.required, from: rule.from)
  let roles = Role.allCases.filter(rule.independentOf.contains).map(\.rawValue)
  lines.append("independentOf: \(YAMLWriter.list(roles))")
  lines.append("minimumGrade: \(rule.minimumGrade.rawValue)")
  lines += [coverageLine(rule.coverage), "targets: \(YAMLWriter.list(rule.targets))", "reuse: \(rule.reuse)"]
  if !rule.trustedMergers.isEmpty { lines.append("trustedMergers: \(YAMLWriter.list(rule.trustedMergers))") }
  if !rule.forgeKeys.isEmpty { lines.append("forgeKeys: \(YAMLWriter.list(rule.forgeKeys))") }
  return lines + ["signedCommits: \(rule.signedCommits)"]
}

private func countLines(_ required: Int?, from: [String]?) -> [String] {
  (required.map { ["required: \($0)"] } ?? []) + (from.map { ["from: \(YAMLWriter.list($0))"] } ?? [])
}

private func coverageLine(_ coverage: Set<Coverage>) -> String {
  "coverage: \(YAMLWriter.list(Coverage.allCases.filter(coverage.contains).map(\.rawValue)))"
}

private func pathLines(_ rule: PathRule) -> [String] {
  let match = rule.match.map { "    - " + YAMLWriter.scalar($0.text) }
  return ["- match:"] + match + ["  approval:"] + countLines(rule.required, from: rule.from).map { "    " + $0 }
}

/// A span of some days is written in hours, as people speak of it.
private func emergencyLines(_ rule: EmergencyRule) -> [String] {
  let hours = rule.reviewWithin / 3600
  let within =
    rule.reviewWithin % 3600 != 0
    ? "\(rule.reviewWithin / 60)m" : hours % 24 == 0 && hours >= 7 * 24 ? "\(hours / 24)d" : "\(hours)h"
  return ["declaredBy: \(YAMLWriter.list(rule.declaredBy))", "reviewWithin: \(within)"]
}

private func testLines(_ rule: TestRule) -> [String] {
  var lines: [String] =
    switch rule.requirement {
    case .suites(let suites): ["suites: \(YAMLWriter.list(suites))"]
    case .any: ["suites: any"]
    case .none(let reason): ["suites: {none: \(YAMLWriter.scalar(reason))}"]
    }
  if let runners = rule.runners { lines.append("runners: \(YAMLWriter.list(runners))") }
  lines.append("minimumGrade: \(rule.minimumGrade.rawValue)")
  lines.append(coverageLine(rule.coverage))
  return lines + ["rerun: \(rule.rerun.rawValue)", "counts: \(rule.counts.rawValue)"]
}

private func personLines(_ person: Person) -> [String] {
  var lines = entry("id", person.id) + ["kind: \(person.kind.rawValue)"] + entry("name", person.name)
  if !person.emails.isEmpty { lines.append("emails: \(YAMLWriter.list(person.emails))") }
  if !person.logins.isEmpty {
    let logins = person.logins.sorted { $0.key < $1.key }
    lines.append("logins: {" + logins.map { "\($0.key): \(YAMLWriter.scalar($0.value))" }.joined(separator: ", ") + "}")
  }
  lines += block("keys", person.keys.map { "- " + YAMLWriter.scalar($0) })
  if !person.openpgpKeys.isEmpty { lines.append("openpgpKeys: \(YAMLWriter.list(person.openpgpKeys))") }
  if !person.sigstore.isEmpty { lines.append("sigstore: \(YAMLWriter.list(person.sigstore))") }
  if !person.groups.isEmpty { lines.append("groups: \(YAMLWriter.list(person.groups))") }
  lines += entry("operator", person.agentOperator)
  lines += entry("activeFrom", person.activeFrom?.text) + entry("activeUntil", person.activeUntil?.text)
  return lines.enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
}

private func evidenceLines(_ sources: EvidenceSources) -> [String] {
  var trailers = ["approval: \(YAMLWriter.list(sources.approvalTrailers))"]
  if sources.testTrailers.isEmpty {
    trailers.append("tests: {}")
  } else {
    trailers += block(
      "tests", sources.testTrailers.map { "\(YAMLWriter.scalar($0.key)): \(YAMLWriter.scalar($0.suite))" })
  }
  trailers.append("emergency: \(YAMLWriter.list(sources.emergencyTrailers))")
  let notes = sources.gerritNotes.map { block("notes", entry("gerrit", $0)) } ?? ["notes: {}"]
  return block("trailers", trailers) + notes + foreignLines(sources)
}

/// Only what differs from what the keys mean when left out.
private func foreignLines(_ sources: EvidenceSources) -> [String] {
  let standard = EvidenceSources.preset(.none)
  var lines: [String] = []
  if sources.gitAppraise != standard.gitAppraise { lines.append("gitAppraise: \(sources.gitAppraise)") }
  if sources.gittuf != standard.gittuf { lines.append("gittuf: \(sources.gittuf)") }
  if sources.intoto != standard.intoto { lines.append("intoto: \(YAMLWriter.list(sources.intoto))") }
  if sources.noteDb != standard.noteDb { lines.append("noteDb: \(sources.noteDb)") }
  if sources.messages != standard.messages {
    lines.append("messages: \(YAMLWriter.list(sources.messages.map(\.rawValue)))")
  }
  return lines
}
