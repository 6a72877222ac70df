/// A kind of SSH key that can be checked here.
///
/// DSA is left out on purpose: OpenSSH gave it up, and it is never good.
package enum SSHKeyType: String, CaseIterable, Hashable, Sendable {
  case ed25519 = "ssh-ed25519"
  case ecdsaP256 = "ecdsa-sha2-nistp256"
  case ecdsaP384 = "ecdsa-sha2-nistp384"
  case ecdsaP521 = "ecdsa-sha2-nistp521"
  case rsa = "ssh-rsa"
  /// Keys that live in a security key (FIDO), which says with each signature whether it was touched.
  case securityKeyEd25519 = "sk-ssh-ed25519@openssh.com"
  case securityKeyP256 = "sk-ecdsa-sha2-nistp256@openssh.com"

  /// The name of this type's certificates.
  package var certificateName: String {
    let base = rawValue.hasSuffix("@openssh.com") ? String(rawValue.dropLast("@openssh.com".count)) : rawValue
    return base + "-cert-v01@openssh.com"
  }

  package var isSecurityKey: Bool { self == .securityKeyEd25519 || self == .securityKeyP256 }

  /// The name of the elliptic curve as it stands inside an ECDSA key.
  var curveName: String? {
    switch self {
    case .ecdsaP256, .securityKeyP256: "nistp256"
    case .ecdsaP384: "nistp384"
    case .ecdsaP521: "nistp521"
    case .ed25519, .rsa, .securityKeyEd25519: nil
    }
  }

  /// The names of signature algorithms that count for this type. `ssh-rsa`, which is SHA-1, never does.
  var signatureAlgorithms: [String] {
    self == .rsa ? ["rsa-sha2-256", "rsa-sha2-512"] : [rawValue]
  }
}
