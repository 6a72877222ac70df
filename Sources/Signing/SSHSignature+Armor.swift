extension SSHSignature {
  /// Returns what is between the BEGIN and END lines, decoded.
  ///
  /// White space around the armor and any of the three line ends are fine. Anything else beside it is refused, since
  /// it would be text that looks signed and isn't.
  static func unarmored(_ text: [UInt8]) throws(Unreadable) -> [UInt8] {
    let begin = Array("-----BEGIN SSH SIGNATURE-----".utf8)
    let end = Array("-----END SSH SIGNATURE-----".utf8)
    var body = text.drop(while: isSpace)
    while let last = body.last, isSpace(last) { body = body.dropLast() }
    guard body.starts(with: begin) else { throw Unreadable("this isn't an SSH signature") }
    body = body.dropFirst(begin.count)
    guard body.suffix(end.count).elementsEqual(end) else {
      throw Unreadable("the SSH signature has no END line, or something follows it")
    }
    body = body.dropLast(end.count)
    guard let first = body.first, let last = body.last, isLineEnd(first), isLineEnd(last),
      let blob = Base64.decode(body, ignoringLineEnds: true)
    else { throw Unreadable("the text between the lines of the SSH signature isn't base64") }
    return blob
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || isLineEnd(byte) }
  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
