import Diagnostics

/// One reading of a CODEOWNERS file.
struct CodeOwnersReading {
  /// More problems than this are counted, not kept.
  private static let mostProblems = 100

  private(set) var problems: [(line: Int, text: String)] = []
  private(set) var isUnreadable = false
  private(set) var sections: [CodeOwners.Section] = []
  private let syntax: CodeOwners.Syntax
  /// By folded name. GitLab puts sections of one name together wherever they stand.
  private var numbers: [String: Int] = [:]
  private var current = 0
  private var defaultOwners: [String] = []
  private var entries = 0

  init(_ bytes: [UInt8], syntax: CodeOwners.Syntax?) {
    guard bytes.count <= CodeOwners.largest else {
      self.syntax = syntax ?? .github
      stop(at: 1, "the file has \(bytes.count) bytes; at most \(CodeOwners.largest) are read, so none of it counts")
      return
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let lines = bytes.dropFirst(bytes.starts(with: mark) ? 3 : 0)
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { CodeOwnersLine($0) }
    self.syntax = syntax ?? (lines.contains { $0.isHeading } ? .gitlab : .github)
    sections = [CodeOwners.Section(name: nil, isOptional: false, required: 1)]
    for (index, line) in lines.enumerated() where !line.isBlank && !isUnreadable { read(line, number: index + 1) }
  }

  private mutating func read(_ line: CodeOwnersLine, number: Int) {
    guard let text = line.text else {
      note(number, "the line is not UTF-8")
      return
    }
    if let hidden = text.unicodeScalars.first(where: { $0.isHidden || $0 == "\r" }) {
      note(number, "the line has a character that is not seen: `\(String(hidden).printable)`")
    }
    if line.isHeading, syntax == .gitlab {
      heading(line, number: number)
    } else {
      entry(line, number: number)
    }
  }

  private mutating func heading(_ line: CodeOwnersLine, number: Int) {
    let heading = CodeOwnersHeading(line)
    if let fault = heading.fault { note(number, "the heading of a section can't be read as it is: \(fault)") }
    defaultOwners = heading.owners
    checkOwners(heading.owners, number: number)
    let folded = heading.name.lowercased()
    if let known = numbers[folded] {
      current = known
      sections[known].isOptional = sections[known].isOptional && heading.isOptional
      sections[known].required = max(sections[known].required, heading.required)
    } else {
      current = sections.count
      numbers[folded] = current
      sections.append(
        CodeOwners.Section(name: heading.name, isOptional: heading.isOptional, required: heading.required))
    }
  }

  private mutating func entry(_ line: CodeOwnersLine, number: Int) {
    let words = line.words
    guard let text = words.first else { return }
    let pattern = syntax == .github ? PathPattern(codeowners: text) : PathPattern(gitlab: text)
    guard let pattern else {
      note(number, "the pattern \(text.quoted) can't be read: \(PathPattern.fault(inCodeOwners: text) ?? "it is none")")
      return
    }
    entries += 1
    if entries > CodeOwners.mostEntries {
      stop(at: number, "the file has more than \(CodeOwners.mostEntries) entries, so none of it counts")
      return
    }
    let owners = Array(words.dropFirst())
    checkOwners(owners, number: number)
    sections[current].entries.append(
      CodeOwners.Entry(pattern: pattern, owners: owners.isEmpty ? defaultOwners : owners, line: number))
  }

  private mutating func checkOwners(_ owners: [String], number: Int) {
    if let wrong = owners.first(where: { !CodeOwnersLine.isOwner($0) }) {
      note(number, "\(wrong.quoted) is no owner: neither `@login` nor `@org/team` nor an address")
    }
  }

  /// Keeps the first problem of each line: what follows in it may come from that one.
  private mutating func note(_ line: Int, _ text: String) {
    if problems.last?.line == line { return }
    if problems.count < Self.mostProblems {
      problems.append((line, text))
    } else if problems.count == Self.mostProblems {
      problems.append((line, "the file has more problems than the \(Self.mostProblems) before this one"))
    }
  }

  private mutating func stop(at line: Int, _ text: String) {
    problems = [(line, text)]
    isUnreadable = true
  }
}
