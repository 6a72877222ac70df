import GitStore
import Policy

/// Follows from which commit CODEOWNERS is read: the one that production had, once the change that brought it had passed.
struct OwnersInForce {
  private let content: (any ContentReader)?
  private var commit: ObjectID?
  /// What is there in each place at ``commit``, and at the newest entry: they differ while a change of them didn't pass.
  private var inForce: [FileState]
  private var newest: [FileState]
  private var read: (preset: Preset, owners: OwnersFile?)?

  /// - Parameter content: `nil` where no policy asks for owners.
  init(before: ObjectID?, content: (any ContentReader)?) {
    commit = before
    self.content = content
    inForce = Self.files(at: before, content)
    newest = inForce
  }

  /// The file in force; `nil` where there is none. The first place that has one counts, as for the forges.
  mutating func file(_ preset: Preset) -> OwnersFile? {
    if let read, read.preset == preset { return read.owners }
    var owners: OwnersFile?
    if let commit, let (path, _) = zip(CodeOwners.places, inForce).first(where: { $0.1 != .absent }) {
      let syntax = CodeOwners.syntax(at: path, preset: preset)
      owners = OwnersFile(
        path: path, forge: syntax.map(\.forge),
        file: content?.file(at: path, of: commit).map { CodeOwners($0, syntax: syntax) })
    }
    read = (preset, owners)
    return owners
  }

  /// Takes in a change of production. One that leaves the files as they are brings in nothing that failed before it.
  mutating func advance(to entry: ObjectID, takesEffect: Bool) {
    guard content != nil else { return }
    let files = Self.files(at: entry, content)
    defer { newest = files }
    guard files != newest, takesEffect || files == inForce else { return }
    commit = entry
    if files == inForce { return }
    inForce = files
    read = nil
  }

  private static func files(at commit: ObjectID?, _ content: (any ContentReader)?) -> [FileState] {
    guard let commit, let content else { return CodeOwners.places.map { _ in .absent } }
    return CodeOwners.places.map { content.state(of: $0, at: commit) }
  }
}

/// CODEOWNERS as it stands at a trusted commit.
struct OwnersFile {
  var path: String
  /// Whose logins it names, as the policy calls that forge; `nil` where that can't be told.
  var forge: String?
  /// `nil` where the file can't be read.
  var file: CodeOwners?

  /// The lines that can't be read, for a reader.
  var problems: [String] { file?.problems.map { "\(path):\($0.line): \($0.text)" } ?? ["\(path) can't be read"] }
}

extension CodeOwners.Syntax {
  fileprivate var forge: String {
    switch self {
    case .github: "github"
    case .gitlab: "gitlab"
    }
  }
}
