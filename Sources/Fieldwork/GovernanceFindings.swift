import Audit
import GitStore

/// What the root trees of production's line hold of the files that govern the control.
struct GovernanceFindings {
  struct Finding: Hashable {
    var policy: TreeEntry?
    var mailmap: TreeEntry?
  }

  /// By position on the line, newest first: places in ``findings``.
  private(set) var places: [UInt32] = []
  private(set) var findings: [Finding] = []
  private var known: [Finding: UInt32] = [:]

  private static let names = [PolicyFileName.path, PolicyFileName.mailmap].map { [UInt8]($0.utf8) }

  /// Looks into one tree, which need not be on the line.
  static func look(into tree: ObjectID, _ repository: Repository) throws(GitError) -> Finding {
    let entries = try repository.entries(names, of: tree)
    return Finding(policy: entries[0], mailmap: entries[1])
  }

  /// Looks into the next root tree of the line.
  mutating func append(_ tree: ObjectID, _ repository: Repository) throws(GitError) {
    let finding = try Self.look(into: tree, repository)
    let place = known[finding] ?? UInt32(findings.count)
    if Int(place) == findings.count {
      findings.append(finding)
      known[finding] = place
    }
    places.append(place)
  }
}
