package import Diagnostics
import Evidence
package import GitStore

/// `receive.advertisePushOptions`, without which git takes no push options.
package enum PushOptionSetting {
  private static let key = "receive.advertisePushOptions"

  /// Sets it where nobody has, and returns what was done in words.
  ///
  /// - Throws: ``Stopped`` where it can't be set.
  package static func advertise(_ repository: Repository) throws(Stopped) -> String {
    if let present = try HookSettings.text(key, repository) {
      return "\(key) is \(present) already"
        + (try HookSettings.isTrue(key, repository) ? "" : ": emergencies can't be declared with a push option")
    }
    let process = ChildProcess("git", ["--git-dir", repository.gitDirectory, "config", "--local", key, "true"])
    let output: ChildProcess.Output
    do throws(ChildProcess.Failure) {
      output = try process.run()
    } catch {
      throw failed(repository, ["git can't be run: \(error)"])
    }
    guard output.status == 0 else { throw failed(repository, output.complaints) }
    return "set \(key) to true in \(repository.gitDirectory)config, so that pushes can have options"
  }

  /// Returns what is left of it when the hooks are gone; `nil` where it is not set.
  package static func kept(_ repository: Repository) throws(Stopped) -> String? {
    try HookSettings.text(key, repository).map { "\(key) stays \($0)" }
  }

  private static func failed(_ repository: Repository, _ notes: [String]) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "output-not-written", "\(key) can't be set", places: [.named(repository.gitDirectory + "config")],
        notes: notes, help: ["the hooks are in place; set it yourself: git config \(key) true"]))
  }
}
