import CountersignTesting
import Foundation

/// Gitolite, set up as its manual says, in a home folder of its own.
final class GitoliteHost: GitHost {
  let repository: String
  private let daemon: SSHDaemon

  init(_ seed: RepositoryBuilder, users: [String]) throws {
    let home = try seed.makeFolder("gitolite")
    let keys = try seed.makeFolder("gitolite-keys")
    let environment = HermeticEnvironment.variables.merging(["HOME": home, "USER": NSUserName()]) { $1 }
    func run(_ arguments: [String], _ more: [String: String] = [:]) throws {
      let output = try Subprocess(
        program: "/usr/bin/env", arguments: arguments, folder: home, environment: environment.merging(more) { $1 },
        limit: 60
      ).run()
      guard output.status == 0 else {
        throw TestingError("\(arguments.joined(separator: " ")): \(output.stdout)\(output.stderr)")
      }
    }
    try makeKey(keys + "/admin", comment: "admin")
    try run(["gitolite", "setup", "-pk", keys + "/admin.pub"])
    daemon = try SSHDaemon(folder: keys, authorized: home + "/.ssh/authorized_keys", home: home)
    let admin = daemon.client("admin").merging([
      "GIT_AUTHOR_NAME": "Admin", "GIT_AUTHOR_EMAIL": "admin@example.com",
      "GIT_COMMITTER_NAME": "Admin", "GIT_COMMITTER_EMAIL": "admin@example.com",
    ]) { $1 }
    let address = "ssh://\(NSUserName())@127.0.0.1:\(daemon.port)"
    try run(["git", "clone", "--quiet", "\(address)/gitolite-admin", "admin"], admin)
    for user in users {
      try (try makeKey("\(keys)/\(user)", comment: user) + "\n").write(
        toFile: "\(home)/admin/keydir/\(user).pub", atomically: true, encoding: .utf8)
    }
    try "repo gitolite-admin\n    RW+ = admin\n\nrepo bank\n    RW+ = \(users.joined(separator: " "))\n".write(
      toFile: home + "/admin/conf/gitolite.conf", atomically: true, encoding: .utf8)
    try run(["git", "-C", "admin", "add", "-A"])
    try run(["git", "-C", "admin", "commit", "--quiet", "-m", "Add the bank and its people"], admin)
    try run(["git", "-C", "admin", "push", "--quiet", "origin", "HEAD"], admin)
    repository = home + "/repositories/bank.git"
    // The server had its history before it had the gate.
    try run(["git", "--git-dir", repository, "fetch", "--quiet", seed.path, "main:main"])
    try run(["git", "--git-dir", repository, "symbolic-ref", "HEAD", "refs/heads/main"])
  }

  func url(for user: String) -> String { "ssh://\(NSUserName())@127.0.0.1:\(daemon.port)/bank" }
  func environment(for user: String) -> [String: String] { daemon.client(user) }
  func pusher(_ user: String) -> String? { user }
}
