import Evidence
import GitStore
import Policy

/// The files that govern the control, with the ones that say who owns what.
enum GoverningFiles {
  static let folder = ".countersign"

  /// Returns whether a change of a path is one of the control itself.
  static func govern(_ path: [UInt8], _ policy: Policy) -> Bool {
    let text = String(decoding: path, as: UTF8.self)
    return text == PolicyFileName.path || text == PolicyFileName.mailmap || text.hasPrefix(folder + "/")
      || CodeOwners.places.contains(text) || policy.namesSignerFile(text)
  }
}

extension Policy {
  /// A Boolean value that tells whether which paths a change has decides what it needs.
  var asksForPaths: Bool { !paths.isEmpty || codeowners || policyOwners != nil }
}

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
          required: Int.max, electorate: .owners([]), source: policy.source.name, code: .ownerApprovalMissing,
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
          code: .ownerApprovalMissing, subject: "all paths, since \(owners.path) can't be read")
      ]
    }
    var asked: Set<CodeOwners.Requirement> = []
    var demands: [Demand] = []
    for path in paths {
      for requirement in file.requirements(for: path) where asked.insert(requirement).inserted {
        demands.append(
          Demand(
            required: requirement.required, electorate: .owners(persons(requirement.owners)),
            source: "\(owners.path):\(requirement.line)", code: .ownerApprovalMissing,
            subject: String(decoding: path, as: UTF8.self) + " (\(requirement.owners.joined(separator: " ")))"))
      }
    }
    return demands
  }

  /// The people of the policy whom owners name: `@login`, an address, or `@org/team` for a group.
  private func persons(_ owners: [String]) -> Set<Int> {
    var persons: Set<Int> = []
    for owner in owners {
      if owner.hasPrefix("@") {
        let name = String(owner.dropFirst()), team = name.split(separator: "/").last.map(String.init) ?? name
        for (number, person) in people.people.enumerated() {
          guard let listed = person.listed else { continue }
          let isNamed = listed.logins.values.contains { $0.foldedAddress == name.foldedAddress }
          if isNamed || listed.groups.contains(name) || listed.groups.contains(team) { persons.insert(number) }
        }
      } else {
        let identity = people.identity(of: owner)
        if identity.isListed { persons.insert(identity.person) }
      }
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

/// CODEOWNERS as it stands at a trusted commit.
struct OwnersFile {
  var path: String
  /// `nil` where the file can't be read.
  var file: CodeOwners?
}
