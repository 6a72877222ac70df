import Audit
import GitStore
import Policy

extension HTMLReport {
  func writePolicy(to html: inout HTMLWriter) {
    html.block("dl") { html in
      if let control = audit.policies.last?.version.policy.control {
        if let id = control.id { html.term("Control") { $0.foreign(id) } }
        if let statement = control.statement { html.term("Statement") { $0.foreign(statement) } }
        if let owner = control.owner { html.term("Owner") { $0.foreign(owner) } }
      }
      html.term("Frequency") { $0.text("every change") }
      html.term("Rules taken from") { $0.text(audit.policyOrigin.words) }
      // Who named production stands in the scope.
      let production = making?.productionTags.map { "the tags \($0)" } ?? audit.scope.production
      let named = "production is \(production): \(making?.productionNote ?? "")"
      for note in audit.policyNotes where note != named { html.term("Note") { $0.foreign(note) } }
    }
    if audit.policies.isEmpty {
      html.line("p", "No policy judged any change of this range.")
    } else {
      writeVersions(to: &html)
    }
  }

  private func writeVersions(to html: inout HTMLWriter) {
    html.block("table", .named("wide policies")) { html in
      html.line("caption", "The policies that judged, oldest first; their digests are in policy-history.csv in full")
      html.head(["Digest", "Commit", "Changes", "What it asks for"], numbers: [2])
      html.block("tbody") { html in
        for (place, (version, firstEntry)) in audit.policies.enumerated() {
          html.line("tr") { html in
            html.element("th", .ofRow) { html in
              html.element("code", text: Self.short(version.digest))
            }
            html.element("td", .label("Commit")) { html in
              if let commit = version.commit {
                html.element("code", text: commit.short)
              } else {
                html.foreign(version.policy.source.name)
              }
              html.text(", first judged ")
              html.element("code", text: firstEntry.short)
            }
            let judged = audit.assessments.count { $0.policyDigest == version.digest }
            html.element("td", .named("number"), .label("Changes"), text: judged.grouped)
            html.element("td", .label("Asks for")) { html in
              html.block("ul") { html in
                for rule in version.policy.words { html.line("li") { $0.foreign(rule) } }
              }
              if place > 0 {
                writeChanges(of: version.policy, since: audit.policies[place - 1].version.policy, to: &html)
              }
            }
          }
        }
      }
    }
  }

  private func writeChanges(of policy: Policy, since before: Policy, to html: inout HTMLWriter) {
    let weaker = policy.weaknesses(beside: before)
    if !weaker.isEmpty {
      html.line("p") { html in
        html.element("b", .named("unknown"), text: "weaker")
        html.foreign(" than the version before: \(weaker.joined(separator: "; "))")
      }
    }
    let gone = before.words.filter { !policy.words.contains($0) }
    let new = policy.words.filter { !before.words.contains($0) }
    if gone.isEmpty, new.isEmpty {
      html.line("p", "None of these rules differs from the version before.")
    }
    for rule in gone { html.line("p") { $0.foreign("no longer: \(rule)") } }
  }

  /// The first twelve digits of a digest.
  static func short(_ digest: String) -> String { String(digest.dropFirst(7).prefix(12)) }
}

extension Policy {
  /// In what it plainly asks for less than another.
  func weaknesses(beside other: Policy) -> [String] {
    var found: [String] = []
    if approval.required < other.approval.required {
      found.append("\(counted(approval.required, "approval")) instead of \(other.approval.required)")
    }
    if approval.minimumGrade < other.approval.minimumGrade {
      found.append(
        "approvals of grade \(approval.minimumGrade.rawValue) instead of \(other.approval.minimumGrade.rawValue)")
    }
    switch (other.tests.requirement, tests.requirement) {
    case (.suites(let old), .suites(let new)):
      let gone = old.filter { !new.contains($0) }
      if !gone.isEmpty { found.append("no runs of \(gone.joined(separator: ", "))") }
    case (.suites(let old), .any): found.append("any suite instead of \(old.joined(separator: ", "))")
    case (.suites, .none), (.any, .none): found.append("no tests")
    default: break
    }
    if tests.minimumGrade < other.tests.minimumGrade {
      found.append("tests of grade \(tests.minimumGrade.rawValue) instead of \(other.tests.minimumGrade.rawValue)")
    }
    if timing == .declared, other.timing == .proven { found.append("declared times instead of proven ones") }
    return found
  }

  /// What it asks for, one rule each, for a reader.
  fileprivate var words: [String] {
    var rules = [approval.words, tests.words, "timing " + timing.words]
    if let staging { rules.append("every change has been on \(staging) before") }
    if let promotion {
      let from = promotion.from.map { " from \($0.joined(separator: " or "))" } ?? ""
      rules.append("\(counted(promotion.required, "approval"))\(from) of the promotion itself")
    }
    for rule in paths.prefix(20) {
      let number = rule.required.map { counted($0, "approval") } ?? "approvals"
      let from = rule.from.map { " from \($0.joined(separator: " or "))" } ?? ""
      rules.append("\(number)\(from) for \(rule.match.map(\.text).joined(separator: ", "))")
    }
    if paths.count > 20 { rules.append("\(counted(paths.count - 20, "more rule")) for paths") }
    if codeowners { rules.append("an owner from CODEOWNERS for each path that has one") }
    if let policyOwners { rules.append("changes of the policy approved by \(policyOwners.joined(separator: " or "))") }
    if approval.signedCommits { rules.append("every commit signed by a listed person") }
    if let ledger { rules.append("promotions in the ledger, signed by \(ledger.signers.joined(separator: " or "))") }
    if let emergency {
      rules.append(
        "emergencies declared by \(emergency.declaredBy.joined(separator: " or ")), reviewed within "
          + "\(emergency.reviewWithin / 3600) hours")
    }
    return rules
  }
}

extension ApprovalRule {
  fileprivate var words: String {
    let from = from.map { " from \($0.joined(separator: " or "))" } ?? " from anybody"
    let roles = Role.allCases.filter(independentOf.contains).map(\.words).joined(separator: ", ")
    return "\(counted(required, "approval"))\(from); not from its \(roles); at least of grade \(minimumGrade.rawValue)"
  }
}

extension TestRule {
  fileprivate var words: String {
    let runners = runners.map { ", run by \($0.joined(separator: " or "))" } ?? ""
    switch requirement {
    case .suites(let suites):
      return "passed runs of \(suites.joined(separator: ", "))\(runners); at least of grade \(minimumGrade.rawValue)"
    case .any: return "at least one passed run of any suite\(runners); at least of grade \(minimumGrade.rawValue)"
    case .none(let reason): return "none asked for: \(reason)"
    }
  }
}

extension Timing {
  fileprivate var words: String {
    switch self {
    case .proven: "proven: evidence must be shown to be earlier than the promotion"
    case .declared: "declared: dates are taken as they are"
    }
  }
}
