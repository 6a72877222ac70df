import GitStore

/// Where a repository came from, for the report.
enum Origin {
  /// Returns the URL of the remote `origin` without user names, passwords and tokens.
  static func url(of repository: Repository) -> String? {
    guard let url = try? repository.configuration("remote.origin.url"), !url.isEmpty else { return nil }
    guard let scheme = url.range(of: "://"),
      let at = url[scheme.upperBound...].prefix(while: { $0 != "/" }).lastIndex(of: "@")
    else { return url }
    return String(url[..<scheme.upperBound] + url[url.index(after: at)...])
  }
}

extension String {
  /// Returns where a text stands first.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
