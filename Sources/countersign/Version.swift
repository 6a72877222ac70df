import GitStore

/// The version of the tool and of what it reads with.
enum Version {
  static let number = "0.1.0"
  static var text: String { "countersign \(number) (libgit2 \(Repository.libraryVersion))" }
}
