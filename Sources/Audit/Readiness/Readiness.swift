import Policy

/// Says how a control stands today, part by part, and what it is missing. Reads nothing: see ``ReadinessFacts``.
package enum Readiness {
  /// The parts of the control, in the order in which they are told.
  package static func aspects(_ facts: ReadinessFacts) -> [ReadinessAspect] {
    if facts.isBuiltIn {
      // Without a policy there is nothing that the other parts could be held against.
      return [PolicyReadiness.policy(facts), PlaceReadiness.hooks(facts), RecentReadiness.changes(facts)]
    }
    return [
      PolicyReadiness.policy(facts), PolicyReadiness.owner(facts), PeopleReadiness.people(facts),
      PeopleReadiness.approvals(facts), TestReadiness.suites(facts), TestReadiness.runners(facts),
      PlaceReadiness.hooks(facts), EvidenceReadiness.ledger(facts), EvidenceReadiness.evidence(facts),
      PolicyReadiness.emergencies(facts), RecentReadiness.changes(facts),
    ]
  }

  /// What the parts are missing, the weightiest first.
  package static func gaps(_ aspects: [ReadinessAspect]) -> [ReadinessGap] {
    let found = aspects.flatMap(\.gaps)
    return ReadinessGap.Priority.allCases.flatMap { priority in found.filter { $0.priority == priority } }
  }
}

func listed(_ names: [String]) -> String {
  names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
}

func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
