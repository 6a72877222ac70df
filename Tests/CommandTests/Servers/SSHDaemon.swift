import CountersignTesting
import Foundation

/// OpenSSH's server on a port of this machine, with keys and settings of its own.
final class SSHDaemon {
  private let server: BackgroundProcess
  private let folder: String
  let port: Int

  /// - Parameters:
  ///   - folder: An empty folder; users' keys are made in it, and known to the server as `authorized` says.
  ///   - authorized: The file with the keys that may log in.
  ///   - home: The home folder of whoever logs in.
  init(folder: String, authorized: String, home: String) throws {
    self.folder = folder
    try makeKey(folder + "/host", comment: "host")
    // Debian's server wants it when root runs it, and nothing makes it where no service is started.
    if getuid() == 0 { try FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true) }
    port = try Loopback.freePort()
    let settings = """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(folder)/host
      PidFile none
      AuthorizedKeysFile \(authorized)
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      PermitRootLogin forced-commands-only
      MaxStartups 100
      LogLevel VERBOSE
      SetEnv HOME=\(home) LC_ALL=C GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null

      """
    try settings.write(toFile: folder + "/sshd_config", atomically: true, encoding: .utf8)
    server = try BackgroundProcess(
      "/usr/sbin/sshd", ["-D", "-e", "-f", folder + "/sshd_config"], environment: HermeticEnvironment.variables,
      output: folder + "/output")
    let port = port
    _ = try server.wait(for: "answer") { Loopback.answers(port) ? true : nil }
  }

  /// The command by which git gets to the server as a user, whose key is in the server's folder.
  func client(_ user: String) -> [String: String] {
    let options = [
      "-F", "/dev/null", "-p", String(port), "-i", "\(folder)/\(user)", "-o", "IdentitiesOnly=yes",
      "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=\(folder)/known", "-o", "LogLevel=ERROR",
      "-o", "BatchMode=yes",
    ]
    return ["GIT_SSH_COMMAND": (["ssh"] + options).joined(separator: " "), "GIT_SSH_VARIANT": "ssh"]
  }

  var log: String { server.text }
}

/// A repository behind ssh: one account, and a forced command for each key that says who it is.
final class SSHHost: GitHost {
  let repository: String
  private let daemon: SSHDaemon

  init(_ seed: RepositoryBuilder, users: [String]) throws {
    repository = seed.path
    let folder = try seed.makeFolder("ssh")
    try writeProgram(
      "#!/bin/sh\nFORCED_USER=$1\nexport FORCED_USER\nexec git shell -c \"$SSH_ORIGINAL_COMMAND\"\n",
      to: folder + "/login")
    var lines = ""
    for user in users {
      lines += "command=\"\(folder)/login \(user)\",restrict \(try makeKey("\(folder)/\(user)", comment: user))\n"
    }
    try lines.write(toFile: folder + "/authorized_keys", atomically: true, encoding: .utf8)
    daemon = try SSHDaemon(folder: folder, authorized: folder + "/authorized_keys", home: folder)
    try seed.git("config", "countersign.pusherVariable", "FORCED_USER")
  }

  func url(for user: String) -> String { "ssh://\(NSUserName())@127.0.0.1:\(daemon.port)\(repository)" }
  func environment(for user: String) -> [String: String] { daemon.client(user) }
  func pusher(_ user: String) -> String? { user }
}
