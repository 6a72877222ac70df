package import Policy

/// What is looked at to say whether the control is in place today.
package struct ReadinessFacts: Sendable {
  /// The policy that would judge the next change.
  package var policy: Policy
  /// A Boolean value that tells whether production has no policy of its own.
  package var isBuiltIn: Bool
  /// A Boolean value that tells whether this is where pushes arrive.
  package var isServer: Bool
  /// The hooks of ours that are installed here.
  package var hooks: Set<String>
  /// The refs with evidence that are here.
  package var refs: Set<String>
  /// What a policy of today says of the newest changes.
  package var recent: Summary
  /// How often each code stands against one of them, the most frequent first.
  package var recurring: [(code: FindingCode, changes: Int)]

  package init(
    policy: Policy, isBuiltIn: Bool, isServer: Bool, hooks: Set<String>, refs: Set<String>, recent: Summary,
    recurring: [(code: FindingCode, changes: Int)]
  ) {
    self.policy = policy
    self.isBuiltIn = isBuiltIn
    self.isServer = isServer
    self.hooks = hooks
    self.refs = refs
    self.recent = recent
    self.recurring = recurring
  }
}

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
