extension Instant {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Reads a date as mail headers have it (RFC 2822): `Tue, 25 Nov 2025 23:07:22 +0000`. The day's name may be missing.
  package init?(mailDate text: some StringProtocol) {
    var parts = String(text).split { $0 == " " }.map(String.init)
    if parts.first?.hasSuffix(",") == true { parts.removeFirst() }
    guard parts.count == 5, let day = Int(parts[0]), let month = Self.months.firstIndex(of: parts[1]),
      parts[2].utf8.count == 4, let year = Int64(parts[2]),
      let date = CivilDate(year: year, month: month + 1, day: day),
      parts[4].utf8.count == 5
    else { return nil }
    let zone = parts[4].prefix(3) + ":" + parts[4].suffix(2)
    self.init(rfc3339: "\(date)T\(parts[3])\(zone)")
  }
}
