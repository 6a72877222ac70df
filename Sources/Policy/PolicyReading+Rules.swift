import Diagnostics

extension PolicyReading {
  func promotion(_ field: Field?, hasStaging: Bool, people: [ReadPerson]) -> PromotionRule? {
    guard let field else { return nil }
    if !hasStaging {
      refuse(
        "`promotion` is given without `staging`, so there is nothing to promote from", at: field.keySpot,
        help: "name the branch that changes pass through first: `staging: {branch: staging}`; or remove `promotion`")
    }
    guard let section = section(field, keys: ["required", "from"]) else { return nil }
    return PromotionRule(
      required: approvers(section["required"]) ?? 1, from: groups(section["from"], people: people))
  }

  func emergency(_ field: Field?, people: [ReadPerson]) -> EmergencyRule? {
    guard let field, let section = section(field, keys: ["declaredBy", "reviewWithin"]) else { return nil }
    if section["declaredBy"] == nil {
      refuse(
        "`emergency` does not say who may declare one", at: field.spot,
        help: "add the groups that may: `declaredBy: [leads]`")
    }
    if section["reviewWithin"] == nil {
      refuse(
        "`emergency` does not say when the review is due", at: field.spot,
        help: "add how long after the promotion it may be missing: `reviewWithin: 48h`")
    }
    let groups = groups(section["declaredBy"], people: people, to: "declare an emergency")
    let within = duration(section["reviewWithin"])
    guard let groups, let within else { return nil }
    return EmergencyRule(declaredBy: groups, reviewWithin: within)
  }

  func paths(_ field: Field?, approval: ApprovalRule, people: [ReadPerson]) -> [PathRule] {
    guard let field else { return [] }
    guard case .list(let items) = field.value.content else {
      refuse(
        "`paths` is \(field.value.kind), not a list", at: field.spot,
        help: "begin each rule with a dash: `- match: [\"payments/**\"]`")
      return []
    }
    if items.isEmpty { refuse("`paths` is an empty list", at: field.spot, help: "add a rule, or remove the key") }
    let rules = items.enumerated().compactMap { index, item in
      pathRule(item, path: "paths[\(index)]", approval: approval, people: people)
    }
    let count = rules.reduce(0) { $0 + $1.match.count }
    if count > PathRule.mostPatterns {
      refuse(
        "`paths` has \(count) patterns; at most \(PathRule.mostPatterns) are matched", at: field.keySpot,
        help: "put several into one with `*` and `**`, or name the owners in CODEOWNERS and set `codeowners: true`")
    }
    return rules
  }

  private func pathRule(
    _ item: YAMLTree, path: String, approval general: ApprovalRule, people: [ReadPerson]
  ) -> PathRule? {
    noteLine(item.start.line, of: path)
    let field = Field(path: path, keySpot: item.start, value: item)
    guard let section = section(field, keys: ["match", "approval"]) else { return nil }
    if section["match"] == nil {
      refuse(
        "\(path.quoted) does not say for which paths it is", at: field.spot,
        help: "add patterns: `match: [\"payments/**\"]`")
    }
    let patterns = (list(section["match"]) ?? []).compactMap { pattern($0, of: path + ".match") }
    guard let rule = section["approval"] else {
      refuse(
        "\(path.quoted) asks for nothing", at: field.spot, help: "add what it asks for: `approval: {required: 2}`")
      return nil
    }
    let approval = self.section(rule, keys: ["required", "from"])
    let required = approvers(approval?["required"]), from = groups(approval?["from"], people: people)
    if let field = approval?["required"], let required, approval?["from"] == nil, required >= 1,
      required <= general.required
    {
      refuse(
        "\(field.path.quoted) is \(required), and every change needs \(general.required) anyway", at: field.spot,
        help: "write a larger number, or name the groups with `from`")
    }
    return PathRule(match: patterns, required: required, from: from, path: path)
  }

  private func pattern(_ text: Located<String>, of path: String) -> PathPattern? {
    if let pattern = PathPattern(glob: text.value) { return pattern }
    let fault = PathPattern.fault(inGlob: text.value) ?? "it can't be read"
    refuse(
      "\(path.quoted) has a text that matches no path: \(fault)", at: text.spot,
      help: "write paths from the top, such as `payments/**` or `docs/*.md`")
    return nil
  }
}
