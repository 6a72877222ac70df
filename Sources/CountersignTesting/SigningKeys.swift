import Foundation

/// Real keys in a folder of their own, made by `ssh-keygen` and `gpg`, with which git signs commits.
///
/// gpg's agent ends with the value, and its folder goes with it.
package final class SigningKeys {
  package enum Kind: Hashable, Sendable { case ssh, openPGP }

  private let folder: TemporaryFolder
  private var home: String?
  private var kinds: [String: Kind] = [:]
  private var fingerprints: [String: String] = [:]

  package init() throws { folder = try TemporaryFolder() }

  deinit {
    guard home != nil else { return }
    _ = try? run("gpgconf", ["--kill", "gpg-agent"])
  }

  package func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  /// Makes an SSH key, and returns the line of its `.pub` file.
  @discardableResult
  package func ssh(_ name: String, type: String = "ed25519") throws -> String {
    kinds[name] = .ssh
    try succeed("ssh-keygen", ["-q", "-t", type, "-N", "", "-C", name, "-f", path(name)])
    return try String(contentsOfFile: path(name) + ".pub", encoding: .utf8).trimmingCharacters(in: .newlines)
  }

  /// Makes an OpenPGP key, and returns its fingerprint.
  ///
  /// - Parameters:
  ///   - expires: As gpg has it, such as `never` or `seconds=1`.
  ///   - now: The moment that gpg takes for the present, in seconds since 1970.
  @discardableResult
  package func openPGP(
    _ name: String, type: String = "ed25519", expires: String = "never", now: Int64? = nil
  ) throws -> String {
    kinds[name] = .openPGP
    try gpg(["--quick-gen-key", "\(name) <\(name)@example.com>", type, "sign", expires], now: now)
    let listing = try gpg(["--with-colons", "--list-keys", "\(name)@example.com"]).stdout
    let line = listing.split(separator: "\n").first { $0.hasPrefix("fpr:") }
    guard let fingerprint = line?.split(separator: ":").last else { throw TestingError("gpg: \(listing)") }
    fingerprints[name] = String(fingerprint)
    return String(fingerprint)
  }

  /// Revokes an OpenPGP key, by the certificate that gpg made with it.
  package func revoke(_ name: String) throws {
    let file = "\(home ?? "")/openpgp-revocs.d/\(fingerprints[name] ?? "").rev"
    // gpg puts a colon there, against accidents.
    let text = try String(contentsOfFile: file, encoding: .utf8).replacingOccurrences(
      of: ":-----BEGIN", with: "-----BEGIN")
    try gpg(["--import"], input: Array(text.utf8))
  }

  /// Returns the public keys as a forge publishes them.
  package func exported(_ names: String..., armored: Bool = true) throws -> [UInt8] {
    try gpg(["--export"] + (armored ? ["--armor"] : []) + names.map { fingerprints[$0] ?? $0 }).stdoutBytes
  }

  /// Returns a detached signature.
  package func signature(_ name: String, over content: [UInt8], armored: Bool = true) throws -> [UInt8] {
    try gpg(
      ["-u", fingerprints[name] ?? name, "--detach-sign"] + (armored ? ["--armor"] : []), input: content
    ).stdoutBytes
  }

  /// The settings by which git signs with a key, and the variables that gpg needs.
  package func settings(_ name: String) -> (arguments: [String], environment: [String: String]) {
    switch kinds[name] {
    case .openPGP?:
      return (
        ["-c", "gpg.format=openpgp", "-c", "user.signingKey=\(fingerprints[name] ?? "")!"],
        ["GNUPGHOME": home ?? "", "HOME": folder.path]
      )
    default:
      return (["-c", "gpg.format=ssh", "-c", "user.signingKey=\(path(name))"], [:])
    }
  }

  @discardableResult
  package func gpg(_ arguments: [String], input: [UInt8] = [], now: Int64? = nil) throws -> Output {
    if home == nil {
      let made = path("gpg")
      try FileManager.default.createDirectory(
        atPath: made, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      home = made
    }
    let options = ["--batch", "--quiet", "--yes", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", ""]
    return try succeed("gpg", options + (now.map { ["--faked-system-time", "\($0)"] } ?? []) + arguments, input: input)
  }

  @discardableResult
  private func succeed(_ program: String, _ arguments: [String], input: [UInt8] = []) throws -> Output {
    let output = try run(program, arguments, input: input)
    guard output.status == 0 else {
      throw TestingError("\(program) \(arguments.joined(separator: " ")): status \(output.status)\n\(output.stderr)")
    }
    return output
  }

  private func run(_ program: String, _ arguments: [String], input: [UInt8] = []) throws -> Output {
    let own = home.map { ["GNUPGHOME": $0] } ?? [:]
    return try Subprocess(
      program: program, arguments: arguments, environment: HermeticEnvironment.variables.merging(own) { $1 },
      input: input
    ).run()
  }
}

extension RepositoryBuilder {
  /// Makes a commit anew, signed by git itself with a key, and moves a branch to it. Returns the new id.
  ///
  /// Tree, parents, people, dates and message stay.
  @discardableResult
  package func sign(_ commit: String, with key: String, of keys: SigningKeys, on branch: String? = nil) throws -> String
  {
    func field(_ format: String) throws -> String { try git("show", "--no-patch", "--format=\(format)", commit) }
    var environment = keys.settings(key).environment
    for (role, letter) in [("AUTHOR", "a"), ("COMMITTER", "c")] {
      environment["GIT_\(role)_NAME"] = try field("%\(letter)n")
      environment["GIT_\(role)_EMAIL"] = try field("%\(letter)e")
      environment["GIT_\(role)_DATE"] = "@" + (try field("%\(letter)t")) + " +0000"
    }
    let parents = try field("%P").split(separator: " ").flatMap { ["-p", String($0)] }
    let output = try run(
      keys.settings(key).arguments + ["commit-tree", "-S"] + parents + ["-F", "-", try field("%T")],
      input: Array((try field("%B")).utf8), environment: environment)
    guard output.status == 0 else { throw TestingError("git commit-tree -S: \(output.stderr)") }
    let id = output.stdout.trimmingCharacters(in: .newlines)
    if let branch { try self.branch(branch, at: id) }
    return id
  }
}
