extension StringProtocol {
  /// The text with everything that a terminal or an eye could be misled by made visible.
  ///
  /// Control characters, bidirectional marks, zero-width and other invisible format characters, line and
  /// paragraph separators, tags and private-use code points become `\u{…}`. Letters with their marks stay.
  package var printable: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(self) }
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      if scalar.isMisleading {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  /// A Boolean value that tells whether the scalar has no shape of its own but changes what is seen.
  package var isMisleading: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    case .spaceSeparator: value != 0x20
    default: false
    }
  }
}
