extension SSHPublicKey {
  /// Reads a key as it stands in a `.pub` file or a policy: `ssh-ed25519 AAAA… comment`.
  ///
  /// The comment is dropped. A private key, options before the key and further lines are refused.
  package init(line: some StringProtocol) throws(SSHKeyError) {
    try self.init(line: Array(line.utf8))
  }

  package init(line: [UInt8]) throws(SSHKeyError) {
    var rest = line[...]
    while let last = rest.last, [0x0A, 0x0D, 0x20, 0x09].contains(last) { rest.removeLast() }
    guard !rest.contains(0x0A), !rest.contains(0x0D), !rest.contains(0) else {
      throw .unreadable("a public key is one line, such as `ssh-ed25519 AAAA… name`", fingerprint: nil)
    }
    let words = rest.split(maxSplits: 2) { $0 == 0x20 || $0 == 0x09 }
    guard words.count >= 2 else {
      throw .unreadable("a public key is a type and base64, such as `ssh-ed25519 AAAA… name`", fingerprint: nil)
    }
    let type = String(decoding: words[0], as: UTF8.self)
    guard SSHPublicKey.looksLikeType(type) else {
      throw .unsupported("`\(shown(words[0]))` is not a key type that can be checked", fingerprint: nil)
    }
    guard let blob = Base64.decode(words[1]) else {
      throw .unreadable("the part after `\(shown(words[0]))` is not base64", fingerprint: nil)
    }
    try self.init(blob: blob)
    let name = certificate == nil ? self.type.rawValue : self.type.certificateName
    guard name == type else {
      throw .unreadable("the line says `\(type)`, the key itself `\(name)`", fingerprint: fingerprint)
    }
  }

  static func looksLikeType(_ word: String) -> Bool {
    SSHKeyType.allCases.contains { $0.rawValue == word || $0.certificateName == word }
  }
}

/// Why a key can't be used.
package enum SSHKeyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The key may be sound, but no signature of its kind can be checked here.
  case unsupported(String, fingerprint: String?)
  case unreadable(String, fingerprint: String?)

  /// The reason, with the key's fingerprint where it has one.
  package var description: String {
    switch self {
    case .unsupported(let reason, let fingerprint): reason + (fingerprint.map { " (key \($0))" } ?? "")
    case .unreadable(let reason, let fingerprint):
      "the key can't be read: " + reason + (fingerprint.map { " (key \($0))" } ?? "")
    }
  }
}

/// A fault inside a key, before it is known whose it is.
struct SSHKeyFault: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
