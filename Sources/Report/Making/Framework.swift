package import Audit

/// A framework whose change control a reader may have to show, and which of its clauses each attribute is evidence for.
///
/// A mapping by this project, of the clauses' own numbers. It is no statement of the framework's owner, and what is
/// evidence for a clause does not fulfil it by itself.
package enum Framework: String, CaseIterable, Sendable {
  case soc2 = "SOC 2"
  case pci = "PCI DSS 4.0.1"
  case iso = "ISO/IEC 27001:2022"
  case nist = "NIST SP 800-53 r5"
  case sox = "SOX ITGC"

  /// The key in JSON.
  package var key: StaticString {
    switch self {
    case .soc2: "soc2"
    case .pci: "pciDss"
    case .iso: "iso27001"
    case .nist: "nist80053"
    case .sox: "sox"
    }
  }

  /// The clauses that an attribute is evidence for; empty where it says nothing to them.
  package func clauses(of attribute: Attribute) -> [String] {
    switch self {
    case .soc2: soc2(attribute)
    case .pci: pci(attribute)
    case .iso: iso(attribute)
    case .nist: nist(attribute)
    case .sox: sox(attribute)
    }
  }

  private func soc2(_ attribute: Attribute) -> [String] {
    switch attribute {
    case .authorsKnown: ["CC6.1", "CC8.1"]
    case .independent: ["CC5.1", "CC6.3", "CC8.1"]
    case .controlledPath, .rulesInForce: ["CC7.1", "CC8.1"]
    case .evidenceKept: ["CC2.1", "CC4.1"]
    default: ["CC8.1"]
    }
  }

  private func pci(_ attribute: Attribute) -> [String] {
    switch attribute {
    case .described, .testedInTime, .exceptionsReviewed: ["6.5.1"]
    case .authorsKnown: []
    case .approved: ["6.2.3.1", "6.5.1"]
    case .independent: ["6.2.3.1", "6.5.4"]
    case .contentApproved: ["6.2.3"]
    case .approvedInTime: ["6.2.3", "6.5.1"]
    case .tested: ["6.2.4", "6.5.1"]
    case .controlledPath, .promotionApproved: ["6.5.4"]
    case .rulesInForce: ["6.5.4", "10.3"]
    case .evidenceKept: ["10.3", "10.5.1"]
    }
  }

  private func iso(_ attribute: Attribute) -> [String] {
    switch attribute {
    case .authorsKnown: ["A.8.4"]
    case .independent: ["A.5.3"]
    case .tested: ["A.8.29"]
    case .testedInTime: ["A.8.29", "A.8.31"]
    case .controlledPath: ["A.8.4", "A.8.31"]
    case .promotionApproved: ["A.8.31", "A.8.32"]
    case .evidenceKept: ["A.5.28", "A.5.33"]
    default: ["A.8.32"]
    }
  }

  private func nist(_ attribute: Attribute) -> [String] {
    switch attribute {
    case .described: ["CM-3 a, c", "SA-10 d"]
    case .authorsKnown: ["AU-10", "CM-5"]
    case .approved: ["CM-3 b", "CM-5(4)", "SA-10 c"]
    case .independent: ["AC-5", "CM-5(4)"]
    case .contentApproved: ["CM-3 d", "SA-10 b"]
    case .approvedInTime: ["CM-3(1)(d)"]
    case .tested: ["CM-3(2)", "CM-4", "SA-11 b, c"]
    case .testedInTime: ["CM-3(2)", "CM-4(1)"]
    case .controlledPath: ["CM-5", "CM-5(1)"]
    case .rulesInForce: ["CM-5(1)(b)", "CM-6"]
    case .promotionApproved: ["CM-3 d", "SI-7"]
    case .exceptionsReviewed: ["CM-3"]
    case .evidenceKept: ["AU-10", "AU-11", "CM-3 e"]
    }
  }

  private func sox(_ attribute: Attribute) -> [String] {
    switch attribute {
    case .described: ["requested"]
    case .authorsKnown, .independent: ["segregation of duties"]
    case .approved: ["approved"]
    case .contentApproved: ["approved is deployed"]
    case .approvedInTime, .testedInTime: ["timing"]
    case .tested: ["tested"]
    case .controlledPath: ["unauthorised change"]
    case .rulesInForce: ["configuration"]
    case .promotionApproved: ["migrated by other than the developer"]
    case .exceptionsReviewed: ["emergency change"]
    case .evidenceKept: ["information produced by the entity"]
    }
  }
}
