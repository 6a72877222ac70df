package import Diagnostics
import Signing

/// Has a record signed by the user's own `ssh-keygen`, so that agents, passphrases and security keys work as always.
package struct RecordSigner: Sendable {
  /// The path of a private key, or of a public key whose private half an agent holds.
  package var key: String
  /// What is signed, for a reader.
  package var what = "record"

  package struct Signature: Hashable, Sendable {
    /// The key's fingerprint. A hint: nothing is decided by it.
    package var keyid: String
    /// The SSHSIG as `ssh-keygen` wrote it.
    package var armored: [UInt8]
  }

  package init(key: String) { self.key = key }

  /// Signs bytes, and checks the signature as a reader would.
  ///
  /// - Throws: ``Stopped`` where `ssh-keygen` fails, or makes a signature that can't be checked later.
  package func sign(_ bytes: [UInt8]) throws(Stopped) -> Signature {
    var process = ChildProcess("ssh-keygen", ["-Y", "sign", "-n", RecordSeal.namespace, "-f", key])
    process.input = bytes
    let output: ChildProcess.Output
    do throws(ChildProcess.Failure) {
      output = try process.run()
    } catch {
      throw failed(["ssh-keygen can't be run: \(error)"], help: "install OpenSSH 8.2 or newer")
    }
    guard output.status == 0 else {
      throw failed(
        ["ssh-keygen -Y sign ended with status \(output.status)"] + output.complaints,
        help: "name a private key, or the public key of one that your agent holds, with `--sign KEY`")
    }
    switch SSHSignature.check(output.out, message: bytes, namespace: RecordSeal.namespace) {
    case .good(let key): return Signature(keyid: key.fingerprint, armored: output.out)
    case .bad(let reason), .unverifiable(let reason):
      throw failed(
        ["the signature that ssh-keygen made can't be checked: \(reason)"],
        help: "sign with another key, such as an ed25519 one")
    }
  }

  private func failed(_ notes: [String], help: String) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "signing-failed", "the \(what) can't be signed; nothing was written", places: [.named(key)],
        notes: notes, help: [help]))
  }
}
