/// The options of a line of an `allowed_signers` file. An unknown one is an error: it may have been a limit.
struct SignerOptions {
  private(set) var isAuthority = false
  private(set) var namespaces: PatternList?
  private(set) var validAfter: UInt64?
  private(set) var validBefore: UInt64?
  private(set) var usesLocalTime = false
  private let number: Int
  private let zoneOffset: Int

  init(number: Int, zoneOffset: Int) {
    self.number = number
    self.zoneOffset = zoneOffset
  }

  /// Reads options from `position` up to the first white space outside quotes.
  mutating func read(_ line: [UInt8], at position: inout Int) throws(AllowedSigners.Problem) {
    while true {
      let start = position
      let name = line[position...].prefix { isNameByte($0) }
      position += name.count
      var value: [UInt8]?
      if position < line.count, line[position] == UInt8(ascii: "=") {
        position += 1
        value = try quoted(line, at: &position)
      }
      try take(String(decoding: name, as: UTF8.self).lowercased(), value, start)
      guard position < line.count, line[position] != 0x20, line[position] != 0x09 else { return }
      guard line[position] == UInt8(ascii: ",") else {
        throw problem("a comma or a space belongs after an option", position)
      }
      position += 1
    }
  }

  private mutating func take(_ name: String, _ value: [UInt8]?, _ start: Int) throws(AllowedSigners.Problem) {
    switch (name, value) {
    case ("cert-authority", nil):
      isAuthority = true
    case ("namespaces", let value?):
      guard namespaces == nil else { throw problem("`namespaces` is given twice", start) }
      guard let list = PatternList(value) else { throw problem("`namespaces` has an empty pattern", start) }
      namespaces = list
    case ("valid-after", let value?):
      guard validAfter == nil else { throw problem("`valid-after` is given twice", start) }
      validAfter = try time(value, name, start)
    case ("valid-before", let value?):
      guard validBefore == nil else { throw problem("`valid-before` is given twice", start) }
      validBefore = try time(value, name, start)
    case ("namespaces", nil), ("valid-after", nil), ("valid-before", nil):
      throw problem("`\(name)` needs a value in quotes, such as `\(name)=\"…\"`", start)
    default:
      throw problem(
        "`\(shown(name))` is neither a key type nor an option that is known here; the options are "
          + "`cert-authority`, `namespaces`, `valid-after`, and `valid-before`", start)
    }
  }

  private mutating func time(
    _ value: [UInt8], _ name: String, _ start: Int
  ) throws(AllowedSigners.Problem) -> UInt64 {
    guard let seconds = SignerTime.seconds(value, zoneOffset: zoneOffset) else {
      throw problem("`\(name)` isn't a time after 1970 such as `20260131` or `20260131093000Z`", start)
    }
    if let last = value.last, (0x30...0x39).contains(last) { usesLocalTime = true }
    return seconds
  }

  /// Reads a value in quotes; inside, `\"` stands for a quote.
  private func quoted(_ line: [UInt8], at position: inout Int) throws(AllowedSigners.Problem) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    guard position < line.count, line[position] == quote else {
      throw problem("a value belongs in double quotes", position)
    }
    let start = position
    position += 1
    var value: [UInt8] = []
    while position < line.count {
      var byte = line[position]
      position += 1
      if byte == quote { return value }
      if byte == UInt8(ascii: "\\"), position < line.count, line[position] == quote {
        byte = quote
        position += 1
      }
      value.append(byte)
    }
    throw problem("the quotes around the value aren't closed", start)
  }

  func apply(to signer: AllowedSigner) -> AllowedSigner {
    var signer = signer
    signer.isAuthority = isAuthority
    signer.namespaces = namespaces
    signer.validAfter = validAfter
    signer.validBefore = validBefore
    return signer
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: ",") && byte != UInt8(ascii: "=") && byte != UInt8(ascii: "\"")
  }

  private func problem(_ message: String, _ start: Int) -> AllowedSigners.Problem {
    AllowedSigners.Problem(line: number, column: start + 1, message: message)
  }
}
