import GitStore
import Policy

/// Follows from which commit CODEOWNERS is read: the one that production had, once the change that brought it had passed.
struct OwnersInForce {
  private let content: (any ContentReader)?
  private(set) var commit: ObjectID?
  private var read: (files: [FileState], owners: OwnersFile?)?

  init(before: ObjectID?, content: (any ContentReader)?) {
    commit = before
    self.content = content
  }

  /// The file in force; `nil` where there is none. The first place that has one counts, as for the forges.
  mutating func file(_ preset: Preset) -> OwnersFile? {
    let files = files(at: commit)
    if let read, read.files == files { return read.owners }
    var owners: OwnersFile?
    if let commit, let (path, _) = zip(CodeOwners.places, files).first(where: { $0.1 != .absent }) {
      let syntax = CodeOwners.syntax(at: path, preset: preset)
      owners = OwnersFile(path: path, file: content?.file(at: path, of: commit).map { CodeOwners($0, syntax: syntax) })
    }
    read = (files, owners)
    return owners
  }

  /// Takes in a change of production.
  mutating func advance(to entry: ObjectID, takesEffect: Bool) {
    if takesEffect || files(at: entry) == files(at: commit) { commit = entry }
  }

  private func files(at commit: ObjectID?) -> [FileState] {
    guard let commit, let content else { return CodeOwners.places.map { _ in .absent } }
    return CodeOwners.places.map { content.state(of: $0, at: commit) }
  }
}
