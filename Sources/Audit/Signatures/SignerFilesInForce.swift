import GitStore

/// Follows, from change to change, which version of each file with signers' keys is in force: a change of one takes
/// effect after a change that passed, and never by one that did not.
struct SignerFilesInForce {
  private let content: (any ContentReader)?
  private(set) var files: [String: FileState] = [:]
  /// As production has them, whether that took effect or not.
  private var present: [String: FileState] = [:]

  init(_ paths: [String], before: ObjectID?, content: (any ContentReader)?) {
    self.content = content
    for path in paths { present[path] = before.flatMap { content?.state(of: path, at: $0) } ?? .absent }
    files = present
  }

  mutating func advance(to entry: ObjectID, takesEffect: Bool) {
    for (path, old) in present {
      let new = content?.state(of: path, at: entry) ?? .unreadable
      guard new != old else { continue }
      present[path] = new
      if takesEffect { files[path] = new }
    }
  }
}
