package import Diagnostics
package import GitStore

/// What git's configuration on this machine says to the hooks. Nothing that is pushed has a say in it.
package struct HookSettings: Hashable, Sendable {
  /// For how many seconds a hook may judge or record.
  package var timeLimit = Self.defaultTimeLimit
  /// A command for the shell that is told of findings in what went in; `nil` where nobody is told.
  package var notifyCommand: String?
  /// For how many seconds that command may run.
  package var notifyTimeLimit = 30

  package static let defaultTimeLimit = 60
  package static let timeLimitKey = "countersign.timeLimit"

  /// - Throws: ``Stopped`` for a value that can't be meant. No default takes its place.
  package init(_ repository: Repository) throws(Stopped) {
    timeLimit = try Self.seconds(Self.timeLimitKey, repository) ?? timeLimit
    notifyTimeLimit = try Self.seconds("countersign.notifyTimeLimit", repository) ?? notifyTimeLimit
    notifyCommand = try Self.text("countersign.notifyCommand", repository)
    if notifyCommand?.isEmpty == true { notifyCommand = nil }
  }

  private static func seconds(_ key: String, _ repository: Repository) throws(Stopped) -> Int? {
    guard let text = try text(key, repository) else { return nil }
    guard let number = Int(text), (1...3600).contains(number) else {
      throw Stopped(
        Diagnostic(
          .error, "hook-setting-invalid", "\(key) is no number of seconds from 1 to 3600",
          places: [.named(repository.gitDirectory + "config")], notes: ["it is `\(text)`"],
          help: ["an administrator of the repository sets it: git config \(key) \(defaultTimeLimit)"]))
    }
    return number
  }

  /// Returns whether a key is set to what git takes for true.
  static func isTrue(_ key: String, _ repository: Repository) throws(Stopped) -> Bool {
    // A key without a value is true to git.
    try text(key, repository).map { ["", "true", "yes", "on", "1"].contains($0.lowercased()) } ?? false
  }

  static func text(_ key: String, _ repository: Repository) throws(Stopped) -> String? {
    do throws(GitError) {
      return try repository.configuration(key)
    } catch {
      throw Stopped(error, reading: key, in: repository)
    }
  }
}
