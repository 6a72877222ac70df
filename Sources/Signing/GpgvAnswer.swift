/// What `gpgv --status-fd` says of one signature: GnuPG's `doc/DETAILS`, "Format of the --status-fd output".
package enum GpgvAnswer: Hashable, Sendable {
  /// The signature is good by itself. Whether the key had expired is for whoever knows the time to judge by.
  case good(Good)
  case bad(String)
  case unverifiable(String)

  package struct Good: Hashable, Sendable {
    /// The primary key's fingerprint, 40 upper-case digits.
    package var fingerprint: String
    /// The first second, since 1970, at which key or signature no longer count; `nil` where they have no end.
    package var expires: Int64?

    package init(fingerprint: String, expires: Int64?) {
      self.fingerprint = fingerprint
      self.expires = expires
    }
  }

  /// Reads the status lines strictly: exactly one signature, and one answer.
  package init(status lines: [UInt8]) {
    var said: [String: [[Substring]]] = [:]
    for line in String(decoding: lines, as: UTF8.self).split(separator: "\n") where line.hasPrefix("[GNUPG:] ") {
      let words = line.dropFirst(9).split(separator: " ")
      if let keyword = words.first { said[String(keyword), default: []].append(Array(words.dropFirst())) }
    }
    let verdicts = ["GOODSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG", "BADSIG", "ERRSIG"]
    let given = verdicts.flatMap { word in (said[word] ?? []).map { (word, $0) } }
    guard given.count == 1, (said["NEWSIG"] ?? []).count <= 1, let (verdict, words) = given.first else {
      self = .unverifiable("gpgv gave \(given.count) answers where one was asked for")
      return
    }
    let key = words.first.map { "key \($0.suffix(40))" } ?? "no key"
    switch verdict {
    case "BADSIG":
      self = .bad("the OpenPGP signature is not over this commit (\(key))")
    case "REVKEYSIG":
      self = .bad("the OpenPGP signature's key was revoked (\(key))")
    case "ERRSIG":
      // The eighth word is the whole fingerprint, where gpgv knows it.
      let full = words.count > 6 && words[6].count == 40 ? "key \(words[6])" : key
      let isUnknown = said["NO_PUBKEY"] != nil
      self =
        isUnknown
        ? .bad("the OpenPGP signature is by a key that the policy doesn't name (\(full))")
        : .unverifiable("the OpenPGP signature can't be checked by gpgv (\(full))")
    default:
      self = Self.valid(said["VALIDSIG"] ?? [], verdict, expired: said["KEYEXPIRED"] ?? [])
    }
  }

  private static func valid(_ lines: [[Substring]], _ verdict: String, expired: [[Substring]]) -> GpgvAnswer {
    guard lines.count == 1, let words = lines.first, words.count >= 10, let ends = Int64(words[3]),
      let hash = Int(words[7]), words[9].count == 40, words[9].allSatisfy(\.isHexDigit)
    else { return .unverifiable("gpgv didn't say by which key the signature is") }
    let fingerprint = String(words[9]).uppercased()
    guard [8, 9, 10].contains(hash) else {
      return .unverifiable("the OpenPGP signature uses a hash that doesn't count (number \(hash), key \(fingerprint))")
    }
    guard words[8] == "00" else {
      return .unverifiable("the OpenPGP signature is of class \(words[8]), not over the bytes as they are")
    }
    let moments = expired.compactMap { $0.first.flatMap { Int64($0) } } + (ends > 0 ? [ends] : [])
    if verdict != "GOODSIG", moments.isEmpty {
      return .unverifiable("gpgv says that the key or the signature has expired, and not when (key \(fingerprint))")
    }
    return .good(Good(fingerprint: fingerprint, expires: moments.min()))
  }
}
