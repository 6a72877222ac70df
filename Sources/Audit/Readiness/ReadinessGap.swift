/// Something that a control is missing, or that makes its evidence weak.
package struct ReadinessGap: Hashable, Sendable {
  package enum Priority: String, CaseIterable, Hashable, Sendable {
    /// The control does not hold, or can't be shown to.
    case high
    /// It holds, and its evidence is easy to forge.
    case medium
    /// It would be easier to show.
    case low
  }

  /// Stable: scripts rely on it.
  package var id: String
  package var priority: Priority
  /// What is missing: lower-case, no full stop at the end.
  package var message: String
  /// Why it matters to whoever tests the control.
  package var why: String
  /// What to do, with the command or the policy's key.
  package var help: String

  package init(_ id: String, _ priority: Priority, _ message: String, why: String, help: String) {
    self.id = id
    self.priority = priority
    self.message = message
    self.why = why
    self.help = help
  }
}

/// One part of the control as it stands today, and what it is missing.
package struct ReadinessAspect: Hashable, Sendable {
  package enum Name: String, CaseIterable, Hashable, Sendable {
    case policy, owner, people, approvals, suites, runners, hooks, ledger, evidence, emergencies, changes
  }

  package enum Standing: String, CaseIterable, Hashable, Sendable {
    /// Nothing that was looked at is missing.
    case inPlace = "in place"
    /// It is there, and something would make it stronger: a gap of medium or low priority.
    case weak
    /// A gap of high priority.
    case missing
  }

  package var name: Name
  /// What was seen, in words.
  package var seen: String
  package var gaps: [ReadinessGap]

  package init(_ name: Name, _ seen: String, _ gaps: [ReadinessGap]) {
    self.name = name
    self.seen = seen
    self.gaps = gaps
  }

  package var standing: Standing {
    if gaps.isEmpty { return .inPlace }
    return gaps.contains { $0.priority == .high } ? .missing : .weak
  }
}
