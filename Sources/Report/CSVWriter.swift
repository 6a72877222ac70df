import Diagnostics

/// Writes rows as RFC 4180 has them, ended by CRLF, and safe to open in a spreadsheet.
///
/// Misleading characters are made visible, so a cell is always on one line.
struct CSVWriter {
  var output: ChunkedOutput

  init(to sink: @escaping ChunkedOutput.Sink) { output = ChunkedOutput(to: sink) }

  mutating func row(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      append(cell)
    }
    output.append("\r\n")
  }

  private mutating func append(_ cell: String) {
    if Self.needsNothing(cell) {
      output.append(plain: cell)
      return
    }
    output.append(UInt8(ascii: "\""))
    output.bytes.append(cell.disarmed, isPlain: { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }) {
      scalar, bytes in
      if scalar == "\"" {
        bytes.append(contentsOf: "\"\"".utf8)
      } else {
        bytes.append(visible: scalar)
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Returns whether a cell needs neither quotes nor disarming: almost every id, name of a code, time and number.
  static func needsNothing(_ cell: String) -> Bool {
    var cell = cell
    return cell.withUTF8 { bytes in bytes.allSatisfy(isHarmless) && (bytes.first.map(isLetterOrDigit) ?? true) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: false
    }
  }

  /// Bytes that need neither quotes nor disarming behind a letter or digit.
  private static func isHarmless(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: " ")
  }
}

extension String {
  /// The text as the cells of the CSV files have it, without their quotation marks.
  var tableText: String {
    if CSVWriter.needsNothing(self) { return self }
    if !mayHoldFormula, utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    let text = disarmed
    var bytes: [UInt8] = []
    bytes.append(text, isPlain: { $0 >= 0x20 && $0 < 0x7F }) { scalar, bytes in bytes.append(visible: scalar) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with a `'` before whatever a spreadsheet would take for the beginning of a formula.
  ///
  /// That is at the beginning of the cell, white space and quotation marks passed over, and also after each `;`,
  /// where a spreadsheet whose list separator that is begins a cell whatever the quotation marks say.
  var disarmed: String {
    guard mayHoldFormula else { return self }
    var result = String.UnicodeScalarView()
    var mayBegin = true
    var pending = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if mayBegin, scalar.beginsFormula {
        result.append("'")
        mayBegin = false
      } else if mayBegin, !scalar.isPassedOver {
        mayBegin = false
      }
      if mayBegin {
        pending.append(scalar)
        continue
      }
      result.append(contentsOf: pending)
      pending.removeAll(keepingCapacity: true)
      result.append(scalar)
      if scalar == ";" { mayBegin = true }
    }
    result.append(contentsOf: pending)
    return String(result)
  }
}

extension String {
  /// Tells by bytes alone whether ``disarmed`` has to look: where a cell begins stands what could begin a formula.
  fileprivate var mayHoldFormula: Bool {
    var mayBegin = true
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: ";"): mayBegin = true
      case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'"): break
      case _ where !mayBegin: break
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0..<0x20, 0x80...: return true
      default: mayBegin = false
      }
    }
    return false
  }
}

extension Unicode.Scalar {
  /// Full-width forms are evaluated where the input method of the spreadsheet's language writes them.
  var beginsFormula: Bool {
    switch self {
    case "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }

  fileprivate var isPassedOver: Bool { self == "\"" || self == "'" || self == ";" || properties.isWhitespace }
}
