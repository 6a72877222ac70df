/// A time as `valid-after` and `valid-before` have it: `YYYYMMDD[HHMM[SS]]`, with `Z` or `UTC` behind it for UTC.
enum SignerTime {
  /// Returns seconds since 1970, or `nil` where the text isn't such a time or is not after 1970 began.
  ///
  /// - Parameter zoneOffset: How far local time is east of UTC, in seconds; used for times without `Z`.
  static func seconds(_ text: some Collection<UInt8>, zoneOffset: Int) -> UInt64? {
    var digits = Array(text)[...]
    var offset = zoneOffset
    let tail = digits.suffix(3).map { $0 & 0xDF }
    if let last = tail.last, last == UInt8(ascii: "Z") {
      digits = digits.dropLast()
      offset = 0
    } else if tail == Array("UTC".utf8) {
      digits = digits.dropLast(3)
      offset = 0
    }
    guard [8, 12, 14].contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    func number(_ start: Int, _ count: Int) -> Int {
      digits.dropFirst(start).prefix(count).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    let (year, month, day) = (number(0, 4), number(4, 2), number(6, 2))
    let (hour, minute, second) = (number(8, 2), number(10, 2), number(12, 2))
    guard (1...12).contains(month), day >= 1, day <= daysIn(month, year), hour < 24, minute < 60, second < 60 else {
      return nil
    }
    let moment = daysSinceEpoch(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
    return moment > 0 ? UInt64(moment) : nil
  }

  private static func daysIn(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Counts from March, so that the leap day is the year's last.
  private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}
