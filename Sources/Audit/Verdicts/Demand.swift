import Policy

/// How many people must have approved, and who may be among them: what every change needs, or what some need besides.
struct Demand {
  enum Electorate {
    /// Members of at least one of these groups; `nil` means any person.
    case groups([String]?)
    /// These people, by their number in the directory.
    case owners(Set<Int>)
  }

  var required: Int
  var electorate: Electorate
  /// What asks for it, for a reader: the policy's line, or the line of CODEOWNERS.
  var source: String
  /// The finding where too few of them approved.
  var code: FindingCode
  /// For whom or what it is asked, for a reader.
  var subject: String
  /// The owners as CODEOWNERS names them.
  var named: [String] = []
  /// What a reader has to know of it besides.
  var remarks: [String] = []

  /// Returns why somebody is not among those who may approve; `nil` where he is.
  func refusal(of person: KnownPerson, _ number: Int) -> String? {
    switch electorate {
    case .groups(nil): return nil
    case .groups(let groups?):
      return Set(groups).isDisjoint(with: person.listed?.groups ?? [])
        ? "is in none of the groups \(groups.joined(separator: ", "))" : nil
    case .owners(let people): return people.contains(number) ? nil : "is no owner of it"
    }
  }
}

/// What was asked of a change besides what every change needs, and who of those who are asked approved it.
package struct AnsweredDemand: Hashable, Sendable {
  /// What asks for it: the policy's line, or the line of CODEOWNERS.
  package var source: String
  /// The path, or what else it is asked for.
  package var subject: String
  package var required: Int
  /// Who is asked, for a reader, such as `somebody of payments`.
  package var asked: String
  /// Those of them whose approval counts.
  package var approvedBy: [String]
}

extension Policy {
  /// What every change needs.
  var demand: Demand {
    Demand(
      required: approval.required, electorate: .groups(approval.from), source: source.line(of: "approval.required"),
      code: .tooFewApprovers, subject: "every change")
  }
}
