package import GitStore

/// What a reader of other people's formats found: evidence, and what it couldn't read.
package struct ReadRecords: Hashable, Sendable {
  package var approvals: [Approval] = []
  package var tests: [TestRun] = []
  package var unreadable: [UnreadableRecord] = []
  /// Statements that say how a repository was set up. They approve nothing, and are listed for the reader.
  package var settings: [SettingsStatement] = []

  package init() {}

  /// More unreadable records than this are counted, not listed: anyone can write any number of them.
  static let mostUnreadable = 1000

  mutating func note(_ place: String, _ reason: String) {
    if unreadable.count < Self.mostUnreadable {
      unreadable.append(UnreadableRecord(place: place, reason: "a record can't be read: \(reason)"))
    } else if unreadable.count == Self.mostUnreadable {
      unreadable.append(UnreadableRecord(place: place, reason: "this record and more can't be read"))
    }
  }

  package static func += (a: inout ReadRecords, b: ReadRecords) {
    a.approvals += b.approvals
    a.tests += b.tests
    a.unreadable += b.unreadable
    a.settings += b.settings
  }
}

/// What a tool says of the settings of a repository when a commit was made, such as source-tool's VSA.
package struct SettingsStatement: Hashable, Sendable {
  package var subject: ObjectID
  package var predicateType: String
  package var source: String
}

/// What is asked of git about the commit that a record names. `nil` where the commit isn't there.
package typealias CommitFacts = (ObjectID) -> (tree: ObjectID, parent: ObjectID?)?

extension RecordedContent {
  /// The content of a commit that a record names without saying more of it. One that isn't there can't be judged.
  static func of(
    _ subject: ObjectID, base: ObjectID?, target: String?, _ facts: CommitFacts
  ) -> RecordedContent {
    guard let commit = facts(subject) else {
      return RecordedContent(
        tree: subject, base: base, target: target,
        problem: "the commit \(subject.short) that it is about isn't in this repository")
    }
    return RecordedContent(tree: commit.tree, base: base ?? commit.parent, target: target, problem: nil)
  }
}
