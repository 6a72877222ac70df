import Diagnostics

extension PolicyReading {
  /// Reads the whole file. What is returned counts only if there are no problems.
  func policy(_ tree: YAMLTree) -> Policy {
    let root = self.root(tree)
    version(root)
    let preset = word(root?["preset"], of: Preset.self) ?? .none
    var policy = Policy.startingPoint(preset: preset)
    policy.control = control(root?["control"])
    policy.production = production(root?["production"])
    policy.staging = staging(root?["staging"], production: policy.production)
    policy.timing = word(root?["timing"]) ?? .proven
    let people = self.people(root?["people"])
    policy.people = people.map(\.person)
    policy.allowedSigners = repositoryPath(root?["allowedSigners"])
    policy.sigstoreRoot = repositoryPath(root?["sigstoreRoot"])
    if root?["sigstoreRoot"] == nil { refuseIdle(people) }
    let keys = KeyHolders(people, elsewhere: root?["allowedSigners"] != nil)
    policy.approval = approval(root?["approval"], people: people, keys: keys)
    policy.ledger = ledger(root?["ledger"], keys: keys)
    policy.promotion = promotion(root?["promotion"], hasStaging: root?["staging"] != nil, people: people)
    policy.tests = tests(root?["tests"], people: people)
    policy.paths = paths(root?["paths"], approval: policy.approval, people: people)
    policy.codeowners = flag(root?["codeowners"]) ?? policy.codeowners
    policy.emergency = emergency(root?["emergency"], people: people)
    policy.policyOwners = groups(root?["policyOwners"], people: people)
    policy.evidence = evidence(root?["evidence"], preset: policy.evidence)
    policy.source = PolicySource(name: source.name, lines: lines)
    return policy
  }

  private func root(_ tree: YAMLTree) -> Section? {
    let keys = [
      "version", "preset", "control", "production", "staging", "approval", "timing", "ledger", "promotion", "tests",
      "paths", "codeowners", "people", "allowedSigners", "sigstoreRoot", "evidence", "emergency", "policyOwners",
    ]
    guard case .map(let entries) = tree.content else {
      refuse(
        "the policy is \(tree.isMissing ? "empty" : "\(tree.kind), not a mapping")", at: tree.spot ?? tree.start,
        help: "write one with `countersign policy init`")
      return nil
    }
    return section(entries, path: "", keys: keys, spot: tree.spot ?? tree.start)
  }

  private func version(_ root: Section?) {
    guard let root else { return }
    guard let field = root["version"] else {
      refuse(
        "the policy does not say its version", at: Spot(line: 1, column: 1), help: "add `version: 1` as its first line"
      )
      return
    }
    if let version = count(field), version != 1 {
      refuse(
        "policy version \(version) is not known; this version of countersign reads version 1", at: field.spot,
        help: "write `version: 1`, or use a version of countersign that reads \(version)")
    }
  }

  private func control(_ field: Field?) -> Control? {
    guard let section = section(field, keys: ["id", "owner", "statement"]) else { return nil }
    return Control(
      id: line(section["id"])?.value, owner: line(section["owner"])?.value, statement: prose(section["statement"]))
  }

  private func production(_ field: Field?) -> Production {
    let section = section(field, keys: ["branch", "tags", "since"])
    let branch = branch(section?["branch"])
    let tags = tagPattern(section?["tags"])
    if section?["branch"] != nil, let second = section?["tags"] {
      refuse(
        "`production` is either a branch or a series of tags, not both", at: second.keySpot,
        help: "remove `branch` or `tags`")
    }
    let line = branch.map(Production.Line.branch) ?? tags.map(Production.Line.tags) ?? .unsaid
    return Production(line: line, since: commitID(section?["since"]))
  }

  private func staging(_ field: Field?, production: Production) -> String? {
    guard let field, let section = section(field, keys: ["branch"]) else { return nil }
    guard let branch = branch(section["branch"]) else { return nil }
    if production.line == .branch(branch) {
      refuse(
        "`staging` and `production` are the same branch", at: section["branch"]?.spot ?? field.spot,
        help: "name the branch that changes pass through before production, or remove `staging`")
    }
    return branch
  }

  /// Returns a full ref name; a short one is a branch's.
  private func branch(_ field: Field?) -> String? {
    guard let field, let text = line(field) else { return nil }
    let ref = text.value.hasPrefix("refs/") ? text.value : "refs/heads/" + text.value
    if let fault = RefName.fault(in: ref) {
      refuse(
        "\(field.path.quoted) is not a ref name: \(fault)", at: text.spot,
        help: "write a branch such as `main`, or a full name such as `refs/heads/main`")
      return nil
    }
    return ref
  }

  private func tagPattern(_ field: Field?) -> String? {
    guard let field, let text = line(field) else { return nil }
    let pattern = text.value.hasPrefix("refs/tags/") ? String(text.value.dropFirst(10)) : text.value
    // With its wildcards replaced a pattern has to be the name of some tag.
    let example = String(pattern.map { $0 == "*" || $0 == "?" ? "x" : $0 })
    if let fault = RefName.fault(in: "refs/tags/" + example) {
      refuse(
        "\(field.path.quoted) is not a pattern of tag names: \(fault)", at: text.spot,
        help: "write a pattern such as \"v*\", with `*` and `?` as its only wildcards")
      return nil
    }
    return pattern
  }

  private func commitID(_ field: Field?) -> String? {
    guard let field, let text = line(field) else { return nil }
    guard (7...64).contains(text.value.utf8.count), text.value.utf8.allSatisfy(\.isHexadecimal) else {
      refuse(
        "\(field.path.quoted) is not a commit id: \(text.value.quoted)", at: text.spot,
        help: "write at least 7 hexadecimal digits: `git rev-parse COMMIT` prints them all")
      return nil
    }
    return text.value
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    (48...57).contains(self) || (97...102).contains(self) || (65...70).contains(self)
  }
}
