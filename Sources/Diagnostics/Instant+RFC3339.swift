extension Instant {
  /// The moment as `2026-11-21T09:30:00Z`, or `nil` outside the years 0000 to 9999, which RFC 3339 cannot write.
  package var rfc3339: String? {
    let (days, rest) = seconds.flooredDivision(by: 86_400)
    guard let date = CivilDate(daysSinceEpoch: days), (0...9999).contains(date.year) else { return nil }
    // A report writes some hundred thousand of them.
    return String(unsafeUninitializedCapacity: 20) { text in
      func put(_ number: Int64, at place: Int, digits: Int) {
        var number = number
        for index in stride(from: place + digits - 1, through: place, by: -1) {
          text[index] = UInt8(ascii: "0") + UInt8(number % 10)
          number /= 10
        }
      }
      put(date.year, at: 0, digits: 4)
      put(Int64(date.month), at: 5, digits: 2)
      put(Int64(date.day), at: 8, digits: 2)
      put(rest / 3600, at: 11, digits: 2)
      put(rest % 3600 / 60, at: 14, digits: 2)
      put(rest % 60, at: 17, digits: 2)
      for (place, mark) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":"), (19, "Z")] as [(Int, Unicode.Scalar)] {
        text[place] = UInt8(ascii: mark)
      }
      return 20
    }
  }

  /// The moment for a reader: RFC 3339 where it can be written, otherwise git's raw `@seconds`.
  package var text: String { rfc3339 ?? "@\(seconds)" }

  /// Reads an RFC 3339 time, or a date alone, which means its first second in UTC.
  ///
  /// Fractions of a second are dropped. A time without a zone is refused: it could mean anything.
  package init?(rfc3339 text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, let date = CivilDate(bytes[0..<10]) else { return nil }
    if bytes.count == 10 {
      self.init(seconds: date.daysSinceEpoch * 86_400)
      return
    }
    guard bytes.count >= 20, [UInt8]("Tt ".utf8).contains(bytes[10]),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = number(bytes[11..<13]), hour < 24, let minute = number(bytes[14..<16]), minute < 60,
      let second = number(bytes[17..<19]), second <= 60
    else { return nil }
    var zone = bytes[19...]
    if zone.first == UInt8(ascii: ".") {
      let digits = zone.dropFirst().prefix { $0.isASCIIDigit }
      guard !digits.isEmpty else { return nil }
      zone = zone[digits.endIndex...]
    }
    guard let offset = offset(zone) else { return nil }
    self.init(
      seconds: date.daysSinceEpoch * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second) - offset)
  }
}

/// A day of the proleptic Gregorian calendar.
package struct CivilDate: Hashable, Sendable, CustomStringConvertible {
  package var year: Int64
  package var month: Int
  package var day: Int

  package init?(year: Int64, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD`.
  package init?(_ bytes: some RandomAccessCollection<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10])
    else { return nil }
    self.init(year: Int64(year), month: month, day: day)
  }

  // Both conversions: Howard Hinnant, "chrono-compatible low-level date algorithms".
  package init?(daysSinceEpoch days: Int64) {
    guard days.magnitude < 1 << 48 else { return nil }
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * shifted + 2) / 5 + 1)
    month = Int(shifted < 10 ? shifted + 3 : shifted - 9)
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  package var daysSinceEpoch: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = shiftedYear.flooredDivision(by: 400)
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  package var description: String {
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-\(two(month))-\(two(day))"
  }

  private static func days(in month: Int, of year: Int64) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

private func two(_ value: some BinaryInteger) -> String { value < 10 ? "0\(value)" : "\(value)" }

private func number(_ bytes: ArraySlice<UInt8>) -> Int? {
  bytes.reduce(0 as Int?) { sum, byte in
    guard let sum, byte.isASCIIDigit else { return nil }
    return sum * 10 + Int(byte - 48)
  }
}

private func offset(_ zone: ArraySlice<UInt8>) -> Int64? {
  let zone = Array(zone)
  if zone == [UInt8(ascii: "Z")] || zone == [UInt8(ascii: "z")] { return 0 }
  guard zone.count == 6, zone[3] == UInt8(ascii: ":"), zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-"),
    let hours = number(zone[1..<3]), hours < 24, let minutes = number(zone[4..<6]), minutes < 60
  else { return nil }
  return Int64(hours * 3600 + minutes * 60) * (zone[0] == UInt8(ascii: "-") ? -1 : 1)
}

extension UInt8 {
  fileprivate var isASCIIDigit: Bool { (48...57).contains(self) }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
