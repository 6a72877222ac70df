/// Reads one line of an `allowed_signers` file: principals, options, key, comment.
struct AllowedSignersLine {
  private(set) var usesLocalTime = false
  private let line: [UInt8]
  private let number: Int
  private let zoneOffset: Int
  private var position = 0

  init(_ line: ArraySlice<UInt8>, number: Int, zoneOffset: Int) {
    self.line = Array(line.last == 0x0D ? line.dropLast() : line)
    self.number = number
    self.zoneOffset = zoneOffset
  }

  /// Returns `nil` for a blank line or a comment.
  mutating func parse() throws(AllowedSigners.Problem) -> AllowedSigner? {
    skipSpace()
    guard let first = current, first != UInt8(ascii: "#") else { return nil }
    if let zero = line.firstIndex(of: 0) {
      position = zero
      throw problem("the line has a zero byte")
    }
    let principals = try principals()
    guard current != nil else { throw problem("no key follows the names; a line is names, options, key") }
    let optionsStart = position
    var options = SignerOptions(number: number, zoneOffset: zoneOffset)
    if !SSHPublicKey.looksLikeType(String(decoding: word(at: position), as: UTF8.self)) {
      try options.read(line, at: &position)
      skipSpace()
    }
    usesLocalTime = options.usesLocalTime
    let keyStart = position
    guard current != nil else { throw problem("no key follows the names; a line is names, options, key") }
    let key: SSHPublicKey
    do throws(SSHKeyError) {
      key = try SSHPublicKey(line: Array(line[keyStart...]))
    } catch {
      throw problem("\(error)", at: keyStart)
    }
    if key.certificate != nil {
      throw problem("a certificate can't be listed; list its authority with `cert-authority`", at: keyStart)
    }
    if let after = options.validAfter, let before = options.validBefore, before <= after {
      throw problem("`valid-before` isn't later than `valid-after`", at: optionsStart)
    }
    return options.apply(to: AllowedSigner(line: number, principals: principals, key: key))
  }

  /// Reads the names, which may be in quotes as a whole or from some character on.
  private mutating func principals() throws(AllowedSigners.Problem) -> PatternList {
    let start = position
    var names: [UInt8] = []
    while let byte = current, !isSpace(byte) {
      guard byte == UInt8(ascii: "\"") else {
        names.append(byte)
        position += 1
        continue
      }
      guard let close = line[(position + 1)...].firstIndex(of: UInt8(ascii: "\"")) else {
        throw problem("the quotes around the names aren't closed")
      }
      names += line[(position + 1)..<close]
      position = close + 1
      if let next = current, !isSpace(next) { throw problem("a space belongs after the closing quotes") }
    }
    skipSpace()
    guard let list = PatternList(names) else {
      throw problem("the list of names has an empty pattern, or one of more than 1023 bytes", at: start)
    }
    return list
  }

  private var current: UInt8? { position < line.count ? line[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, isSpace(byte) { position += 1 }
  }

  private func word(at start: Int) -> ArraySlice<UInt8> { line[start...].prefix { !isSpace($0) } }
  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private func problem(_ message: String, at start: Int? = nil) -> AllowedSigners.Problem {
    AllowedSigners.Problem(line: number, column: (start ?? position) + 1, message: message)
  }
}
