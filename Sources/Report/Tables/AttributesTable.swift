package import Audit

/// `attributes.csv`: what was tested of every change, how often it passed, and which clauses it is evidence for.
package enum AttributesTable: Table {
  package static let name = "attributes"
  package static let columns: [String] = [
    "attribute", "statement", "asked", "pass", "fail", "unknown", "excepted", "not_asked", "soc2", "pci_dss",
    "iso27001",
    "nist80053", "sox",
  ]
  package static let numbers: Set<String> = ["asked", "pass", "fail", "unknown", "excepted", "not_asked"]

  package static func write(_ audit: FinishedAudit, row: ([String]) throws -> Void) rethrows {
    for count in audit.attributeCounts {
      try row(
        [
          count.attribute.rawValue, count.attribute.statement, String(count.asked), String(count[.pass]),
          String(count[.fail]), String(count[.unknown]), String(count[.excepted]), String(count[.notAsked]),
        ] + Framework.allCases.map { $0.clauses(of: count.attribute).joined(separator: ";") })
    }
  }
}
