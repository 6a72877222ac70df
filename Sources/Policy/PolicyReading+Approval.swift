import Diagnostics

extension PolicyReading {
  private static let approvalKeys = [
    "required", "from", "independentOf", "minimumGrade", "coverage", "targets", "reuse", "trustedMergers", "forgeKeys",
    "signedCommits",
  ]

  func approval(_ field: Field?, people: [ReadPerson], keys: KeyHolders) -> ApprovalRule {
    var rule = ApprovalRule.standard
    guard let section = section(field, keys: Self.approvalKeys) else { return rule }
    rule.required = approvers(section["required"]) ?? rule.required
    rule.from = groups(section["from"], people: people)
    if let roles = list(section["independentOf"], mayBeEmpty: true) {
      if roles.isEmpty, let field = section["independentOf"], field.value.isEmptyList {
        refuse(
          "`approval.independentOf` is empty, so an author could approve his own change", at: field.spot,
          help: "name the roles whose approval does not count, or remove the key to name all")
      }
      rule.independentOf = Set(roles.compactMap { word($0, path: "approval.independentOf", among: Role.allCases) })
    }
    rule.minimumGrade = word(section["minimumGrade"]) ?? rule.minimumGrade
    rule.coverage = coverage(section["coverage"]) ?? rule.coverage
    rule.targets = targets(section["targets"])
    rule.reuse = flag(section["reuse"]) ?? rule.reuse
    rule.trustedMergers = trustedMergers(section["trustedMergers"], keys: keys)
    rule.forgeKeys = (list(section["forgeKeys"]) ?? []).filter { isRepositoryPath($0, of: "approval.forgeKeys") }
      .map(\.value)
    rule.signedCommits = flag(section["signedCommits"]) ?? rule.signedCommits
    return rule
  }

  /// Returns how many people have to approve.
  func approvers(_ field: Field?) -> Int? {
    guard let field, let required = count(field) else { return nil }
    if required < 1 {
      refuse(
        "\(field.path.quoted) is \(required), so nobody would have to approve", at: field.spot,
        help: "write 1 or more: this control is that a second person agreed")
    }
    return required
  }

  /// Returns the coverages that count. The others never do, so a policy can't ask for them.
  func coverage(_ field: Field?) -> Set<Coverage>? {
    guard let field, let texts = list(field) else { return nil }
    let set = Set(texts.compactMap { word($0, path: field.path, among: [Coverage.identity, .replay]) })
    if set == [.replay] {
      refuse(
        "\(field.path.quoted) leaves out `identity`, which is the stricter of the two", at: field.spot,
        help: "write `[identity]` or `[identity, replay]`")
    }
    return set
  }

  /// Returns names of groups with a person in each, for otherwise nobody could do what they are named for.
  func groups(_ field: Field?, people: [ReadPerson], to act: String = "approve") -> [String]? {
    guard let texts = list(field) else { return nil }
    let persons = people.filter { $0.person.kind == .person }
    let groups = Set(persons.flatMap(\.person.groups)), known = groups.sorted()
    for text in texts where !groups.contains(text.value) && !isFull {
      let others = people.filter { $0.person.groups.contains(text.value) }.map(\.person.id)
      if !others.isEmpty {
        refuse(
          "no person is in the group \(text.value.quoted), so nobody in it could \(act)", at: text.spot,
          notes: ["in it are only bots and agents: \(others.joined(separator: ", "))"],
          help: "add the group to a person under `people`")
      } else if let near = known.nearest(to: text.value) {
        refuse("nobody is in the group \(text.value.quoted)", at: text.spot, help: "did you mean \(near.quoted)?")
      } else if known.isEmpty {
        refuse(
          "nobody is in the group \(text.value.quoted)", at: text.spot,
          help: "list the people under `people`, each with its `groups`")
      } else {
        refuse(
          "nobody is in the group \(text.value.quoted)", at: text.spot, help: "the groups are \(known.listed())")
      }
    }
    return texts.map(\.value)
  }

  private func targets(_ field: Field?) -> [String] {
    guard let texts = list(field, mayBeEmpty: true) else { return [] }
    for text in texts where !text.value.hasPrefix("refs/") || RefName.fault(in: text.value) != nil {
      refuse(
        "`approval.targets` has a text that is not a full ref name: \(text.value.quoted)", at: text.spot,
        help: "write names such as `refs/heads/develop`")
    }
    return texts.map(\.value)
  }
}
