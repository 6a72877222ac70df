import Diagnostics

/// Returns a policy in full as YAML, the same bytes for the same policy; reading it gives the policy again.
///
/// Keys that this version doesn't judge by are written only where they differ from what they mean when left out.
package func yaml(_ policy: Policy) -> String {
  var lines = ["version: 1", "preset: \(policy.preset.rawValue)"]
  lines += block("control", policy.control.map(controlLines) ?? [])
  lines += block("production", productionLines(policy.production))
  if let staging = policy.staging { lines += block("staging", ["branch: \(YAMLWriter.scalar(staging))"]) }
  lines += block("approval", approvalLines(policy.approval))
  lines.append("timing: \(policy.timing.rawValue)")
  lines += block("tests", testLines(policy.tests))
  lines += block("people", policy.people.flatMap(personLines))
  lines += block("evidence", evidenceLines(policy.evidence))
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
  var lines = ["required: \(rule.required)"]
  if let from = rule.from { lines.append("from: \(YAMLWriter.list(from))") }
  let roles = Role.allCases.filter(rule.independentOf.contains).map(\.rawValue)
  lines.append("independentOf: \(YAMLWriter.list(roles))")
  lines.append("minimumGrade: \(rule.minimumGrade.rawValue)")
  lines += coverageLines(rule.coverage, unlike: ApprovalRule.standard.coverage)
  if !rule.targets.isEmpty { lines.append("targets: \(YAMLWriter.list(rule.targets))") }
  if rule.reuse { lines.append("reuse: true") }
  return lines
}

private func coverageLines(_ coverage: Set<Coverage>, unlike standard: Set<Coverage>) -> [String] {
  if coverage == standard { return [] }
  return ["coverage: \(YAMLWriter.list(Coverage.allCases.filter(coverage.contains).map(\.rawValue)))"]
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
  lines += coverageLines(rule.coverage, unlike: TestRule.standard.coverage)
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
  return block("trailers", trailers) + notes
}
