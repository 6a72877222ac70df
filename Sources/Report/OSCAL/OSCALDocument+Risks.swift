import Audit
import Diagnostics
import GitStore
import Policy

extension OSCALDocument {
  func risk(_ number: Int) -> String { id("risk:\(number)") }

  /// A deviation, with what management says of it.
  func writeRisk(_ number: Int, _ located: LocatedFinding, to json: inout JSONWriter) {
    let finding = located.finding
    let account = finding.exception.flatMap { accounts[$0] }
    json.member("uuid", risk(number))
    json.member("title", "\(finding.code.rawValue) of \(located.change.map { $0.id.short } ?? "the whole run")")
    json.member(
      "description",
      ([Self.line(finding.message)] + finding.notes.map { "- \(Self.line($0))" }).joined(separator: "\n\n"))
    json.member("statement", statement(account))
    json.member("status", Self.status(located, account))
    if let compensating = account?.file.compensatingControl {
      json.member("mitigating-factors", each: [compensating]) { json, text in
        json.object { json in
          json.member("uuid", id("mitigation:\(number)"))
          json.member("description", "Compensating control: \(Self.line(text))")
        }
      }
    }
    if let deadline = (account?.due ?? account?.file.expires)?.rfc3339 { json.member("deadline", deadline) }
    let remediations = remediations(finding, account)
    if !remediations.isEmpty {
      json.member("remediations", each: remediations.enumerated()) { json, remediation in
        json.object { json in
          json.member("uuid", id("remediation:\(number):\(remediation.offset)"))
          json.member("lifecycle", remediation.element.lifecycle)
          json.member("title", remediation.element.title)
          json.member("description", remediation.element.text)
        }
      }
    }
    json.member("related-observations", each: [located.change?.id]) { json, change in
      json.object { $0.member("observation-uuid", observation(of: change)) }
    }
  }

  private var accounts: [String: ExceptionAccount] {
    Dictionary(audit.exceptions.map { ($0.file.id, $0) }) { first, _ in first }
  }

  private func statement(_ account: ExceptionAccount?) -> String {
    guard let account else { return "No exception accepts it, and management has recorded no response." }
    let file = account.file
    var parts = [
      "\(file.kind == .emergency ? "Emergency" : "Exception") \(Self.line(file.id)), \(account.status.rawValue): "
        + Self.line(account.reason),
      "Reason: \(Self.line(file.reason))",
    ]
    if let cause = file.rootCause { parts.append("Root cause: \(Self.line(cause))") }
    if let impact = file.impact { parts.append("Impact: \(Self.line(impact))") }
    if let owner = file.owner { parts.append("Owner: \(Self.line(owner))") }
    if !account.approvers.isEmpty {
      parts.append("Approved by \(account.approvers.map(Self.line).joined(separator: ", "))")
    }
    return parts.joined(separator: "\n\n")
  }

  /// What is accepted is open all the same until somebody closes it: git can't tell that a risk is gone.
  private static func status(_ located: LocatedFinding, _ account: ExceptionAccount?) -> String {
    guard located.isExcepted else { return "open" }
    return account?.status == .reviewDue ? "deviation-requested" : "deviation-approved"
  }

  private func remediations(_ finding: Finding, _ account: ExceptionAccount?)
    -> [(lifecycle: String, title: String, text: String)]
  {
    var all: [(lifecycle: String, title: String, text: String)] = []
    if let response = account?.file.managementResponse {
      all.append(("planned", "Management's response", Self.line(response)))
    }
    if let remediation = account?.file.remediation {
      all.append(("planned", "Management's remediation", Self.line(remediation)))
    }
    if !finding.help.isEmpty { all.append(("recommendation", "What closes it", Self.line(finding.help))) }
    return all
  }

  /// The risks that each attribute's result rests on, by their ids.
  var risksByAttribute: [Attribute: [String]] {
    var risks: [Attribute: [String]] = [:]
    for (number, located) in findings.enumerated() {
      guard let change = located.change else { continue }
      for attribute in Attribute.allCases {
        let isOf =
          attribute.codes.contains(located.finding.code)
          || located.finding.code == .orderNotShown && Self.timed.contains(attribute)
        guard isOf, [.fail, .unknown, .excepted].contains(tested.result(of: attribute, for: change)) else { continue }
        risks[attribute, default: []].append(risk(number))
      }
    }
    return risks
  }

  private static let timed: Set<Attribute> = [.approved, .approvedInTime, .tested, .testedInTime]

  /// What the tests of an attribute say of its objective.
  func writeFinding(_ count: AttributeCount, _ risks: [String], to json: inout JSONWriter) {
    let isSatisfied = count[.fail] == 0 && count[.unknown] == 0
    json.member("uuid", id("finding:\(count.attribute.rawValue)"))
    json.member("title", "\(count.attribute.rawValue): \(count.attribute.statement)")
    json.member(
      "description",
      "Tested on all \(count.asked) changes that it was asked of; \(count[.pass]) passed"
        + (count[.excepted] > 0 ? ", and \(count[.excepted]) did not and are accepted by an exception" : "") + ".")
    json.member("target") { json in
      json.member("type", "objective-id")
      json.member("target-id", Self.objective(count.attribute))
      json.member("status") { json in
        json.member("state", isSatisfied ? "satisfied" : "not-satisfied")
        json.member("reason", count[.fail] > 0 ? "fail" : isSatisfied && count[.excepted] == 0 ? "pass" : "other")
      }
    }
    json.member("related-observations", each: [count.attribute]) { json, attribute in
      json.object { $0.member("observation-uuid", observation(of: attribute)) }
    }
    if !risks.isEmpty {
      json.member("related-risks", each: risks) { json, risk in json.object { $0.member("risk-uuid", risk) } }
    }
  }
}
