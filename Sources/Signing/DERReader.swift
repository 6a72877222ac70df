/// Reads DER (X.690) from bytes that anyone may have written: definite lengths only, each checked before it is used.
struct DERReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

  var isAtEnd: Bool { rest.isEmpty }

  /// Reads the next value, whatever it is.
  mutating func value() throws(DERError) -> (tag: UInt8, content: ArraySlice<UInt8>) {
    guard let tag = rest.popFirst(), tag & 0x1F != 0x1F, var length = rest.popFirst().map({ Int($0) }) else {
      throw DERError()
    }
    if length >= 0x80 {
      let count = length - 0x80
      guard (1...4).contains(count), rest.count >= count else { throw DERError() }
      length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(count)
    }
    guard length <= rest.count else { throw DERError() }
    defer { rest = rest.dropFirst(length) }
    return (tag, rest.prefix(length))
  }

  /// Reads a value that has to have a tag, such as 0x30 for a sequence.
  mutating func value(_ tag: UInt8) throws(DERError) -> ArraySlice<UInt8> {
    let (found, content) = try value()
    guard found == tag else { throw DERError() }
    return content
  }
}

/// The bytes aren't what they should be.
struct DERError: Error {}
