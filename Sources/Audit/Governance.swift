package import GitStore
package import Policy

/// One version of the policy file.
package struct PolicyVersion: Hashable, Sendable {
  package var policy: Policy
  /// `sha256:` and the digest of the file's bytes; of the canonical text for the built-in default.
  package var digest: String
  /// A commit in whose tree this version stands; `nil` where it is not from history.
  package var commit: ObjectID?

  package init(policy: Policy, digest: String, commit: ObjectID?) {
    self.policy = policy
    self.digest = digest
    self.commit = commit
  }
}

/// What a production tree says about the control itself.
package struct GovernanceState: Hashable, Sendable {
  package enum PolicyFile: Hashable, Sendable {
    case absent
    /// A version, by its number.
    case valid(Int)
    /// There is a file, and it is no policy: what is wrong with it, first problem first.
    case invalid(String)
  }

  package var policy: PolicyFile
  /// The number of the `.mailmap`; `nil` where there is none.
  package var mailmap: Int?

  package init(policy: PolicyFile, mailmap: Int?) {
    self.policy = policy
    self.mailmap = mailmap
  }
}

/// What production's trees said about the control, entry by entry.
package struct Governance {
  package var versions: [PolicyVersion] = []
  package var mailmaps: [PeopleDirectory.Mailmap] = []
  package var states: [GovernanceState] = []
  /// The state before the oldest change, by its number in ``states``.
  package var before: Int
  /// The state after each change.
  package var after: [Int32] = []
  /// The version in force before the oldest change where the tree there has none, or one that can't be read.
  package var lastValidEarlier: Int?

  /// The version in force before the oldest change, where more is known than what its tree says.
  package var inForceBefore: Int?

  /// Merges of the range that may have turned production's line, oldest first.
  package var turns: [Turn] = []

  /// A merge that brings in a line with another policy: which of the two was production can't be told from commits.
  package struct Turn: Hashable, Sendable {
    /// The index of the merge's change.
    package var change: Int
    /// The index of the first change of the line that the other line doesn't have.
    package var first: Int
    /// The policy version of the other line.
    package var version: Int
    /// The other line's commit that the merge brings in.
    package var parent: ObjectID

    package init(change: Int, first: Int, version: Int, parent: ObjectID) {
      self.change = change
      self.first = first
      self.version = version
      self.parent = parent
    }
  }

  /// The index of the change that may have turned production's line away from one that had a policy; `nil` if none did.
  package var turned: Int?

  package init(before: GovernanceState) {
    states = [before]
    self.before = 0
  }

  /// Returns the same, beginning with a version that is known to have been in force, whatever the tree there says.
  package func beginning(with version: PolicyVersion?) -> Governance {
    guard let version else { return self }
    var governance = self
    let number = governance.versions.firstIndex { $0.digest == version.digest } ?? governance.versions.count
    if number == governance.versions.count { governance.versions.append(version) }
    governance.inForceBefore = number
    return governance
  }

  /// Takes the changes as they are divided anew: what came by staging alters nothing before its promotion.
  package mutating func divide(into new: Changes) {
    var states: [Int32] = []
    var entry = 0
    var turnedTo: Int?
    var places: [Int] = []
    for index in new.indices {
      let isOnLine = new[index].isOnLine
      states.append(isOnLine ? after[entry] : entry == 0 ? Int32(before) : after[entry - 1])
      guard isOnLine else { continue }
      if turned == entry { turnedTo = index }
      places.append(index)
      entry += 1
    }
    after = states
    turned = turnedTo
    turns = turns.map { turn in
      let first = turn.first == 0 ? 0 : places[turn.first - 1] + 1
      return Turn(change: places[turn.change], first: first, version: turn.version, parent: turn.parent)
    }
  }

  /// A Boolean value that tells whether a policy file is found anywhere, valid or not.
  package var hasPolicy: Bool {
    lastValidEarlier != nil || inForceBefore != nil || states.contains { $0.policy != .absent }
  }
}

/// Follows which policy and which `.mailmap` are in force from change to change.
///
/// What judges a change is what production already had before it. A change of the policy takes effect after a change
/// that passed, and never by one that did not: design section 7.
struct InForce {
  private let governance: Governance
  private(set) var version: Int?
  private(set) var mailmap: Int?
  private var state: Int

  init(_ governance: Governance) {
    self.governance = governance
    state = governance.before
    if case .valid(let number) = governance.states[state].policy { version = number }
    version = governance.inForceBefore ?? version ?? governance.lastValidEarlier
    mailmap = governance.states[state].mailmap
  }

  /// What is wrong with the policy file where none was ever valid; `nil` where one is in force, or none was there yet.
  var unreadable: String? {
    guard version == nil, case .invalid(let problem) = governance.states[state].policy else { return nil }
    return problem
  }

  /// Takes in what one change did to the rules, and returns what is wrong with that.
  mutating func advance(past change: Int, verdict: Verdict, fixed: Bool) -> [Finding] {
    let next = Int(governance.after[change])
    guard next != state else { return [] }
    let old = governance.states[state], new = governance.states[next]
    state = next
    let takesEffect = verdict == .pass || verdict == .notJudged
    if new.mailmap != old.mailmap, takesEffect { mailmap = new.mailmap }
    guard new.policy != old.policy, !fixed else { return [] }
    switch new.policy {
    case .absent:
      guard version != nil else { return [] }
      return [
        Finding(
          .policyRemoved, "this change removes the policy", notes: ["the last policy stays in force"],
          help:
            "bring \(PolicyFileName.path) back; to end the control, say so in a policy that a second person approves")
      ]
    case .invalid(let problem):
      guard version != nil else { return [] }
      return [
        Finding(
          .policyInvalid, "this change brings a policy that can't be read",
          notes: [problem, "the last valid policy stays in force"],
          help: "mend it, and run `countersign policy check` before the push")
      ]
    case .valid(let number):
      if version == nil || takesEffect {
        version = number
        return []
      }
      guard number != version else { return [] }
      return [
        Finding(
          .policyChangeUnapproved, "this change alters the policy and doesn't pass",
          notes: ["the policy in force before it goes on judging"],
          help: "have the change of the policy approved and tested like any other, and push it again")
      ]
    }
  }
}

/// Where the policy lies in a repository.
package enum PolicyFileName {
  package static let path = "countersign.yml"
  package static let mailmap = ".mailmap"
}
