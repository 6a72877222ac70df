import Evidence
import GitStore
import Policy

/// Finds what the paths of a change ask for besides.
struct PathDemands {
  let policy: Policy
  let people: PeopleDirectory
  /// CODEOWNERS as the trusted commit has it; `nil` where there is none.
  let owners: OwnersFile?

  /// - Parameter paths: those that the part changes, both sides of a rename; `nil` where they can't be read.
  func demands(_ paths: [[UInt8]]?) -> [Demand] {
    guard let paths else {
      return [
        Demand(
          required: 1, electorate: .owners([]), source: policy.source.name, code: .ownerApprovalMissing,
          subject: "paths that can't be read")
      ]
    }
    return ofRules(paths) + ofOwners(paths) + ofPolicyOwners(paths)
  }

  private func ofRules(_ paths: [[UInt8]]) -> [Demand] {
    policy.paths.compactMap { rule in
      guard let path = paths.first(where: { path in rule.match.contains { $0.matches(path) } }) else { return nil }
      return Demand(
        required: rule.required ?? policy.approval.required, electorate: .groups(rule.from ?? policy.approval.from),
        source: policy.source.line(of: rule.path), code: rule.from == nil ? .tooFewApprovers : .ownerApprovalMissing,
        subject: String(decoding: path, as: UTF8.self))
    }
  }

  private func ofOwners(_ paths: [[UInt8]]) -> [Demand] {
    guard policy.codeowners, let owners else { return [] }
    // What can't be read may own everything.
    guard let file = owners.file, !file.isUnreadable else {
      return [
        Demand(
          required: 1, electorate: .owners([]), source: policy.source.line(of: "codeowners"),
          code: .ownerApprovalMissing, subject: "all paths, since \(owners.path) can't be read",
          remarks: owners.problems)
      ]
    }
    var asked: Set<CodeOwners.Requirement> = []
    var demands: [Demand] = []
    for path in paths {
      for requirement in file.requirements(for: path) where asked.insert(requirement).inserted {
        demands.append(demand(requirement, String(decoding: path, as: UTF8.self), owners))
      }
    }
    return demands
  }

  private func demand(_ requirement: CodeOwners.Requirement, _ path: String, _ owners: OwnersFile) -> Demand {
    var persons: Set<Int> = []
    var strangers: [String] = []
    for owner in requirement.owners {
      let found = self.persons(owner, owners)
      if found.isEmpty { strangers.append(owner) }
      persons.formUnion(found)
    }
    var remarks = strangers.isEmpty ? [] : ["nobody under `people` is \(strangers.joined(separator: " or "))"]
    if let section = requirement.section { remarks.insert("the section is [\(section)]", at: 0) }
    return Demand(
      required: requirement.required, electorate: .owners(persons), source: "\(owners.path):\(requirement.line)",
      code: .ownerApprovalMissing, subject: path, named: requirement.owners, remarks: remarks)
  }

  /// The people whom an owner names: `@login`, an address, or `@org/team` for a group of the policy.
  ///
  /// A login is one of the forge whose file it is: another forge's may be another person's.
  private func persons(_ owner: String, _ owners: OwnersFile) -> Set<Int> {
    guard owner.hasPrefix("@") else {
      let identity = people.identity(of: owner)
      // Where the policy lists nobody, the address is all that there is to go by.
      return identity.isListed || !policy.listsPersons ? [identity.person] : []
    }
    let name = String(owner.dropFirst()), team = name.split(separator: "/").last.map(String.init) ?? name
    var persons: Set<Int> = []
    for (number, person) in people.people.enumerated() {
      guard let listed = person.listed else { continue }
      let logins = owners.forge.map { [listed.logins[$0]] } ?? listed.logins.values.map(Optional.some)
      let isNamed = logins.contains { $0?.foldedAddress == name.foldedAddress }
      if isNamed || listed.groups.contains(name) || listed.groups.contains(team) { persons.insert(number) }
    }
    return persons
  }

  private func ofPolicyOwners(_ paths: [[UInt8]]) -> [Demand] {
    guard let groups = policy.policyOwners, let path = paths.first(where: { GoverningFiles.govern($0, policy) }) else {
      return []
    }
    return [
      Demand(
        required: 1, electorate: .groups(groups), source: policy.source.line(of: "policyOwners"),
        code: .policyChangeUnapproved, subject: String(decoding: path, as: UTF8.self))
    ]
  }
}
