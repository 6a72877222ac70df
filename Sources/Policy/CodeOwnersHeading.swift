/// The heading of a GitLab section: `^[Name][2] @default-owners`.
///
/// One that can't be read as it is begins a required section all the same. GitLab would put its entries into the
/// section before, where they could take away what stands there.
struct CodeOwnersHeading {
  /// Two headings of one name, whatever its case, are of one section.
  private(set) var name = ""
  private(set) var isOptional = false
  private(set) var required = 1
  /// Those of entries that name nobody.
  private(set) var owners: [String] = []
  private(set) var fault: String?

  private static let mostRequired = 100

  init(_ line: CodeOwnersLine) {
    var rest = (line.text ?? "")[...]
    let isMarked = rest.hasPrefix("^")
    if isMarked { rest = rest.dropFirst() }
    guard rest.hasPrefix("["), let end = rest.firstIndex(of: "]") else {
      name = String(rest)
      fault = "it has no `]`"
      return
    }
    name = String(rest[rest.index(after: rest.startIndex)..<end])
    name = String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    rest = rest[rest.index(after: end)...]
    if name.isEmpty { fault = "it has no name" }
    if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
      readRequired(rest[..<end].dropFirst())
      rest = rest[rest.index(after: end)...]
    }
    if let next = rest.first, next != " ", next != "\t" { fault = "something follows its brackets" }
    owners = rest.split { $0 == " " || $0 == "\t" }.map(String.init)
    isOptional = isMarked && fault == nil
  }

  private mutating func readRequired(_ digits: Substring) {
    // GitLab takes empty brackets for one approval.
    if digits.isEmpty { return }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      fault = "its second brackets have no number"
      return
    }
    required = Int(digits) ?? Int.max
    if required < 1 || required > Self.mostRequired {
      fault = "it asks for \(digits.prefix(20)) approvals, and 1 to \(Self.mostRequired) can be asked for"
      required = min(max(required, 1), Self.mostRequired)
    }
  }
}
