/// The people and keys of an OpenSSH `allowed_signers` file: ssh-keygen(1), "ALLOWED SIGNERS".
///
/// Every line that isn't understood is in ``problems`` and allows nobody. OpenSSH goes on past such lines; here the
/// caller can refuse the file, since a line with a slip of the pen may be the one that limits a key.
package struct AllowedSigners: Sendable {
  package private(set) var signers: [AllowedSigner] = []
  package private(set) var problems: [Problem] = []

  /// Something in the file that can't be used.
  package struct Problem: Error, Hashable, Sendable {
    /// From 1.
    package let line: Int
    /// From 1, in bytes.
    package let column: Int
    package let message: String
  }

  package static let largest = 16 * 1024 * 1024

  /// Reads a file.
  ///
  /// - Parameter zoneOffset: What a time without `Z` is taken to be, in seconds east of UTC. OpenSSH takes the local
  ///   zone of the machine; then the same file says different things in different places, so the default here is
  ///   UTC. ``usesLocalTimes`` tells whether it matters.
  package init(_ file: [UInt8], zoneOffset: Int = 0) {
    guard file.count <= Self.largest else {
      problems = [Problem(line: 1, column: 1, message: "the file has more than \(Self.largest) bytes")]
      return
    }
    let lines = file.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      do throws(Problem) {
        var parser = AllowedSignersLine(line, number: index + 1, zoneOffset: zoneOffset)
        if let signer = try parser.parse() { signers.append(signer) }
        usesLocalTimes = usesLocalTimes || parser.usesLocalTime
      } catch {
        problems.append(error)
      }
    }
  }

  /// A Boolean value that tells whether a line has a time without `Z`, which OpenSSH reads in its machine's zone.
  package private(set) var usesLocalTimes = false

  /// What the file says of a key.
  package enum Decision: Hashable, Sendable {
    /// The names under which the key may sign, in the file's order: patterns, or a certificate's principals.
    case allowed([[UInt8]])
    /// Why not, printable: the key isn't listed, or each line that lists it and what that asks.
    case refused([String])
  }

  /// Returns the principals that `key` may sign as.
  ///
  /// - Parameters:
  ///   - key: A key whose signature is good: `.good` of ``SignatureCheck``.
  ///   - seconds: The time to judge by, since 1970. Not the signer's own claim, where there is a better one.
  package func principals(of key: SSHPublicKey, namespace: String, at seconds: Int64) -> Decision {
    decision(of: key, namespace: namespace, at: seconds) { $0 }
  }

  /// Returns whether `key` may sign as `principal`, a plain name such as an email address.
  package func decision(
    on principal: String, key: SSHPublicKey, namespace: String, at seconds: Int64
  ) -> Decision {
    let name = Array(principal.utf8)
    return decision(of: key, namespace: namespace, at: seconds) { names in
      key.certificate == nil
        ? names.filter { PatternList($0)?.matches(name) == true }
        : names.filter { $0 == name }
    }
  }

  /// Returns whether a line is about the key itself, whatever it says of it. A certificate's authority isn't meant.
  package func names(_ key: SSHPublicKey) -> Bool { signers.contains { !$0.isAuthority && $0.key == key } }

  private func decision(
    of key: SSHPublicKey, namespace: String, at seconds: Int64, narrowing: ([[UInt8]]) -> [[UInt8]]
  ) -> Decision {
    var names: [[UInt8]] = []
    var refusals: [String] = []
    for signer in signers {
      switch signer.answer(to: key, namespace: namespace, at: seconds) {
      case .otherKey: continue
      case .refuses(let reason): refusals.append(reason)
      case .allows(let all):
        let some = narrowing(all)
        if some.isEmpty { refusals.append("line \(signer.line) allows the key for other names") }
        names += some.filter { !names.contains($0) }
      }
    }
    if !names.isEmpty { return .allowed(names) }
    return .refused((refusals.isEmpty ? ["the key isn't listed"] : refusals).map { "\($0) (key \(key.fingerprint))" })
  }
}
