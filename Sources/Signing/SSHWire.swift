/// Reads the data types of RFC 4251, section 5, from bytes that anyone may have written.
///
/// Lengths are checked before anything is taken, so no input can trap or make it allocate more than it was given.
package struct SSHWireReader {
  private var rest: ArraySlice<UInt8>

  package init(_ bytes: [UInt8]) { rest = bytes[...] }

  package var isAtEnd: Bool { rest.isEmpty }

  package mutating func byte() throws(SSHWireError) -> UInt8 {
    guard let byte = rest.popFirst() else { throw .endsEarly }
    return byte
  }

  package mutating func bytes(_ count: Int) throws(SSHWireError) -> [UInt8] {
    guard count >= 0, count <= rest.count else { throw .endsEarly }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  package mutating func uint32() throws(SSHWireError) -> UInt32 {
    try bytes(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  package mutating func uint64() throws(SSHWireError) -> UInt64 {
    try bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  package mutating func string() throws(SSHWireError) -> [UInt8] {
    let length = try uint32()
    guard let count = Int(exactly: length) else { throw .endsEarly }
    return try bytes(count)
  }

  /// Reads a string that has to be a name: printable ASCII, not empty.
  package mutating func name() throws(SSHWireError) -> String {
    let bytes = try string()
    guard !bytes.isEmpty, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .notAName }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads a whole number that is not negative, most significant byte first and without leading zeros.
  ///
  /// Numbers written with more bytes than they need are refused, as RFC 4251 asks: there is one form of each.
  package mutating func number() throws(SSHWireError) -> [UInt8] {
    let bytes = try string()
    guard let first = bytes.first else { return [] }
    if first & 0x80 != 0 { throw .negative }
    guard first == 0 else { return bytes }
    guard bytes.count > 1, bytes[1] & 0x80 != 0 else { throw .padded }
    return Array(bytes.dropFirst())
  }

  /// Requires that everything was read.
  package func end() throws(SSHWireError) {
    if !rest.isEmpty { throw .goesOn(rest.count) }
  }
}

/// What is wrong with bytes that should be SSH data.
package enum SSHWireError: Error, Hashable, Sendable, CustomStringConvertible {
  case endsEarly, notAName, negative, padded
  case goesOn(Int)

  package var description: String {
    switch self {
    case .endsEarly: "the data ends too early"
    case .notAName: "a name is empty or has unprintable characters"
    case .negative: "a number is negative"
    case .padded: "a number has leading zeros"
    case .goesOn(let count): "\(count) bytes follow where the data should end"
    }
  }
}

/// Writes the data types of RFC 4251, section 5.
package struct SSHWireWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func append(raw: some Sequence<UInt8>) { bytes += raw }
  package mutating func append(_ byte: UInt8) { bytes.append(byte) }

  package mutating func append(_ number: UInt32) {
    for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  package mutating func append(string: some Collection<UInt8>) {
    append(UInt32(clamping: string.count))
    bytes += string
  }

  package mutating func append(string: String) { append(string: Array(string.utf8)) }

  /// Writes a number given as bytes, most significant first, in its shortest form.
  package mutating func append(number: some Collection<UInt8>) {
    let digits = Array(number.drop { $0 == 0 })
    append(string: (digits.first ?? 0) & 0x80 == 0 ? digits : [0] + digits)
  }
}
