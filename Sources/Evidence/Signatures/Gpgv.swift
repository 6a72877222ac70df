package import Signing

/// Has an OpenPGP signature checked by GnuPG's `gpgv`, which knows no keys but those that it is given.
///
/// It sees a folder of its own in place of the user's: no keyring, no settings, no agent. It opens no connection.
package enum Gpgv {
  private static let seconds = 10

  /// - Parameters:
  ///   - armored: the signature as it stands in a commit.
  ///   - keyring: binary packets of public keys.
  ///   - program: what to run, for tests.
  package static func check(
    _ armored: [UInt8], over payload: [UInt8], keyring: [UInt8], program: String = "gpgv"
  ) -> GpgvAnswer {
    let packet: [UInt8]
    do throws(OpenPGPFault) {
      packet = try OpenPGPSignature.packet(armored)
    } catch {
      return .unverifiable("the OpenPGP signature can't be read: \(error)")
    }
    if keyring.isEmpty { return .bad("the signature is an OpenPGP one, and the policy names no OpenPGP key") }
    do throws(ChildProcess.Failure) {
      let folder = try PrivateFolder()
      let keys = try folder.write(keyring, to: "keys.gpg")
      let signature = try folder.write(packet, to: "signature")
      let content = try folder.write(payload, to: "content")
      var process = ChildProcess(
        program, ["--status-fd", "1", "--homedir", folder.path, "--keyring", keys, "--", signature, content])
      process.inheritsEnvironment = false
      process.environment = ["GNUPGHOME": folder.path, "HOME": folder.path, "LC_ALL": "C", "TZ": "UTC"]
      process.limit = seconds
      let output = try process.run()
      // Killed: nothing that it had said before counts.
      if output.status >= 128 { return .unverifiable("gpgv did not end by itself within \(seconds) seconds") }
      return GpgvAnswer(status: output.out)
    } catch {
      return .unverifiable("the signature is an OpenPGP one, and gpgv can't be run (\(error)): install gpgv")
    }
  }
}
