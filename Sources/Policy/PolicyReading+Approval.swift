import Diagnostics

extension PolicyReading {
  func approval(_ field: Field?, people: [ReadPerson]) -> ApprovalRule {
    var rule = ApprovalRule.standard
    let keys = ["required", "from", "independentOf", "minimumGrade", "coverage", "targets", "reuse"]
    guard let section = section(field, keys: keys) else { return rule }
    if let field = section["required"], let required = count(field) {
      rule.required = required
      if required < 1 {
        refuse(
          "`approval.required` is \(required), so nobody would have to approve", at: field.spot,
          help: "write 1 or more: this control is that a second person agreed")
      }
    }
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
    if rule.minimumGrade >= .signed, let grade = section["minimumGrade"] {
      refuse(
        "`approval.minimumGrade: \(rule.minimumGrade.rawValue)` is not judged by this version yet", at: grade.spot,
        notes: ["from `signed` upwards authorship must be shown too, by signatures of commits, which aren't read yet"],
        help: "ask for `export` or less; signatures of approvals are checked and shown all the same")
    }
    rule.coverage = coverage(section["coverage"]) ?? rule.coverage
    rule.targets = targets(section["targets"])
    rule.reuse = flag(section["reuse"]) ?? rule.reuse
    return rule
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

  private func groups(_ field: Field?, people: [ReadPerson]) -> [String]? {
    guard let texts = list(field) else { return nil }
    let persons = people.filter { $0.person.kind == .person }
    let groups = Set(persons.flatMap(\.person.groups)), known = groups.sorted()
    for text in texts where !groups.contains(text.value) && !isFull {
      let others = people.filter { $0.person.groups.contains(text.value) }.map(\.person.id)
      if !others.isEmpty {
        refuse(
          "no person is in the group \(text.value.quoted), so nobody in it could approve", at: text.spot,
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
    guard let texts = list(field) else { return [] }
    for text in texts where !text.value.hasPrefix("refs/") || RefName.fault(in: text.value) != nil {
      refuse(
        "`approval.targets` has a text that is not a full ref name: \(text.value.quoted)", at: text.spot,
        help: "write names such as `refs/heads/develop`")
    }
    return texts.map(\.value)
  }
}
