/// The kind of a signature in a commit, by its first line, as git tells them apart.
package enum SignatureKind: Hashable, Sendable {
  case ssh, openPGP, x509

  package init?(of signature: [UInt8]) {
    let kinds: [(String, SignatureKind)] = [
      ("SSH SIGNATURE", .ssh), ("PGP SIGNATURE", .openPGP), ("PGP MESSAGE", .openPGP), ("SIGNED MESSAGE", .x509),
    ]
    guard let kind = kinds.first(where: { signature.starts(with: "-----BEGIN \($0.0)-----".utf8) }) else { return nil }
    self = kind.1
  }
}
