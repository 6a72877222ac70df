/// Something that the user should know: what happened, where, and what to do.
///
/// A diagnostic is a value; drawing it is ``DiagnosticText``'s. Texts from a repository may stand in any
/// field as they are: they are made printable when drawn, not before.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable {
    case error, warning, note
  }

  /// Where a diagnostic points.
  package enum Place: Hashable, Sendable {
    /// A thing with a name of its own, such as `commit 9f2c41d07e5b Raise the limit` or a path.
    case named(String)
    /// A line of a text file. Lines and columns count from 1; columns count characters.
    case source(SourceExcerpt)
  }

  package var severity: Severity
  /// A stable kebab-case code, such as `self-approved`.
  package var code: String
  /// What happened: lower-case, no full stop at the end.
  package var message: String
  package var places: [Place]
  /// Facts.
  package var notes: [String]
  /// What the user can do.
  package var help: [String]

  package init(
    _ severity: Severity, _ code: String, _ message: String,
    places: [Place] = [], notes: [String] = [], help: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.places = places
    self.notes = notes
    self.help = help
  }
}

/// One line of a text file, with the part that a diagnostic is about.
package struct SourceExcerpt: Hashable, Sendable {
  package var file: String
  /// From 1.
  package var line: Int
  /// From 1, in characters.
  package var column: Int
  /// How many characters the caret line underlines; at least 1.
  package var length: Int
  /// The text of the line, without its end.
  package var text: String

  package init(file: String, line: Int, column: Int, length: Int, text: String) {
    self.file = file
    self.line = line
    self.column = column
    self.length = max(1, length)
    self.text = text
  }
}

/// A run that cannot go on, with everything that is wrong. Commands exit with status 2.
package struct Stopped: Error, Hashable, Sendable {
  package var diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  package init(_ diagnostic: Diagnostic) { self.diagnostics = [diagnostic] }
}
