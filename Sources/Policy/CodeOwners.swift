/// Who has to approve changes of which paths, as a CODEOWNERS file of GitHub or GitLab says it.
///
/// The last entry that matches a path decides, also where it names nobody. With GitLab's sections each section decides
/// for itself, and all of them apply.
package struct CodeOwners: Sendable {
  /// The two readings of one text: they differ in patterns without a leading slash, and only GitLab has sections.
  package enum Syntax: Hashable, Sendable { case github, gitlab }

  /// Owners of a path of whom some have to approve.
  package struct Requirement: Hashable, Sendable {
    /// As first written; `nil` outside of sections.
    package var section: String?
    /// How many of the owners; at least 1.
    package var required: Int
    /// As written: `@login`, `@org/team`, an address. What is none of these stays, so it can't be met by leaving it out.
    package var owners: [String]
    package var pattern: String
    /// From 1.
    package var line: Int
  }

  /// Where the file may lie, the first that exists counts. A change of any of these is a change of the rules.
  package static let places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]

  /// In bytes; a larger file is not read by GitHub either.
  package static let largest = 3 << 20
  static let mostEntries = 100_000

  /// Lines that can't be read, in the order of the file. Forges skip them without a word.
  package internal(set) var problems: [(line: Int, text: String)] = []
  /// A Boolean value that tells whether nothing of the file counts, so that no path's owners are known.
  package internal(set) var isUnreadable = false
  var sections: [Section] = []

  struct Section: Sendable {
    var name: String?
    /// `true` only if each of its headings says so.
    var isOptional: Bool
    /// The most that one of its headings asks for.
    var required: Int
    var entries: [Entry] = []
  }

  struct Entry: Sendable {
    var pattern: PathPattern
    var owners: [String]
    var line: Int
  }

  /// Reads a file. Nothing is thrown: what can't be read is in ``problems``, and ``isUnreadable`` where that is all.
  ///
  /// - Parameter syntax: Whose file it is: ``syntax(at:preset:)``. `nil` takes one with a heading of a section for
  ///   GitLab's, and one without for GitHub's.
  package init(_ bytes: [UInt8], syntax: Syntax? = nil) {
    let reading = CodeOwnersReading(bytes, syntax: syntax)
    problems = reading.problems
    isUnreadable = reading.isUnreadable
    sections = reading.isUnreadable ? [] : reading.sections
  }

  /// Returns whose a file at one of ``places`` is, or `nil` where nothing but its own text tells.
  package static func syntax(at place: String, preset: Preset) -> Syntax? {
    if place.hasPrefix(".github/") { return .github }
    if place.hasPrefix(".gitlab/") { return .gitlab }
    switch preset {
    case .github: return .github
    case .gitlab: return .gitlab
    case .gerrit, .kernel, .none: return nil
    }
  }

  /// Returns what is asked for a path, section by section in the order of the file; nothing if nobody owns it.
  ///
  /// Of a file that is unreadable it is one requirement without owners, which nobody can meet.
  package func requirements(for path: [UInt8]) -> [Requirement] {
    if isUnreadable { return [Requirement(section: nil, required: 1, owners: [], pattern: "*", line: 1)] }
    let segments = PathPattern.segments(of: path)
    return sections.compactMap { section in
      guard !section.isOptional, let entry = section.entries.last(where: { $0.pattern.matches(segments: segments) }),
        !entry.owners.isEmpty
      else { return nil }
      return Requirement(
        section: section.name, required: section.required, owners: entry.owners, pattern: entry.pattern.text,
        line: entry.line)
    }
  }
}
