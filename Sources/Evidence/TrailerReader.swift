package import GitStore
package import Policy

/// Reads approvals and test runs from commit trailers, grade `claim`: whoever writes the commit writes them.
///
/// Which keys count and for what is the policy's to say. Keys compare without case. A trailer states a pass and never
/// a failure; it has no time of its own, since a claim inside a commit is as old as the commit.
package struct TrailerReader: Sendable {
  private enum Meaning: Hashable, Sendable {
    case approval(source: String)
    case test(suite: String, source: String)
    case coauthor
    case emergency
  }

  private let configured: UInt64
  private var meanings: [[Meaning]]

  package init(sources: EvidenceSources, keys: TrailerKeys) {
    meanings = Array(repeating: [], count: keys.keys.count)
    meanings[TrailerKeys.coauthor].append(.coauthor)
    for key in sources.approvalTrailers {
      if let place = keys.place(of: key) { meanings[place].append(.approval(source: "trailer:\(key)")) }
    }
    for trailer in sources.testTrailers {
      if let place = keys.place(of: trailer.key) {
        meanings[place].append(.test(suite: trailer.suite, source: "trailer:\(trailer.key)"))
      }
    }
    for key in sources.emergencyTrailers {
      if let place = keys.place(of: key) { meanings[place].append(.emergency) }
    }
    configured = keys.mask(of: sources.trailerKeys)
  }

  /// Hands over what the trailers of one commit say.
  package func read(
    _ facts: TrailerFacts, _ values: [TrailerFacts.Value], of commit: ObjectID,
    approval: (Approval) -> Void, test: (TestRun) -> Void
  ) {
    guard facts.count > 0, facts.isTrailerBlock(for: configured) else { return }
    for value in values[facts.range] {
      for meaning in meanings[Int(value.key)] {
        switch meaning {
        case .approval(let source):
          approval(
            Approval(decision: .approved, approver: value.text, at: nil, source: source, grade: .claim, subject: commit)
          )
        case .test(let suite, let source):
          test(
            TestRun(
              suite: suite, outcome: .passed, executed: nil, failed: nil, runner: value.text, at: nil,
              source: source, grade: .claim, subject: commit))
        case .coauthor, .emergency: break
        }
      }
    }
  }

  /// Returns the people whom lines `Co-authored-by` name, in whichever paragraph: whoever is named may not approve, so
  /// that the lenient reading is the safe one.
  package func coauthors(_ facts: TrailerFacts, _ values: [TrailerFacts.Value]) -> [TextTable.ID] {
    values[facts.range].filter { Int($0.key) == TrailerKeys.coauthor }.map(\.text)
  }

  /// Returns the keys and values of emergency trailers.
  package func emergencies(_ facts: TrailerFacts, _ values: [TrailerFacts.Value]) -> [TrailerFacts.Value] {
    guard facts.count > 0, facts.isTrailerBlock(for: configured) else { return [] }
    return values[facts.range].filter { meanings[Int($0.key)].contains(.emergency) }
  }
}

extension EvidenceSources {
  /// Every trailer key that the policy gives a meaning: git's configured keys when a message is read by this policy.
  package var trailerKeys: [String] { approvalTrailers + testTrailers.map(\.key) + emergencyTrailers }
}
