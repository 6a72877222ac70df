@testable import Audit

/// The audits that every format is tried on, by name.
enum Audits {
  static let names = ["half-year", "hostile", "empty", "odd"]

  static func named(_ name: String) -> FinishedAudit {
    switch name {
    case "half-year": Fixture.halfYear
    case "hostile": Fixture.hostile
    case "odd": Fixture.oddValues
    default: Fixture.empty
    }
  }
}
