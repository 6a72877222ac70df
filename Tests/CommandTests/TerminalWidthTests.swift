import CountersignTesting
import Testing

#if os(Linux)
  /// Output as a terminal of few columns shows it; `script` makes the terminal.
  @Suite struct TerminalWidthTests {
    @Test func `on a terminal prose is broken where its line ends, and a command never is`() throws {
      let example = try Example.make()
      for columns in [48, 80] {
        let shown = try onTerminal(columns, "check --color never -C '\(example.repository.path)'")
        #expect(shown.contains("error[self-approved]"), "\(shown)")
        let tooLong = lines(shown).filter { $0.count > columns }
        #expect(tooLong.allSatisfy { $0.contains("git commit") || $0.hasPrefix("  -->") || $0.contains("changes:") })
        #expect(shown.contains("git commit --amend --no-edit --trailer \"Reviewed-by: NAME <ADDRESS>\""))
        #expect(words(shown) == words(try piped("check --color never", example.repository.path)))
      }
    }

    @Test func `what is piped is never broken, so that a line can be looked for`() throws {
      let example = try Example.make()
      let text = try piped("readiness", example.repository.path)
      let why = "why: a date in a commit or a record is anybody's to write, so \"before production\" is not shown"
      #expect(text.contains(why))
      let shown = try onTerminal(72, "readiness --color never -C '\(example.repository.path)'")
      #expect(!shown.contains(why))
      #expect(lines(shown).allSatisfy { $0.count <= 72 }, "\(shown)")
      #expect(words(shown) == words(text))
    }

    private func lines(_ text: String) -> [Substring] { text.split(whereSeparator: \.isNewline) }

    private func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

    private func piped(_ arguments: String, _ path: String) throws -> String {
      try Binary.run(arguments.split(separator: " ").map(String.init) + ["-C", path]).stdout
    }

    private func onTerminal(_ columns: Int, _ arguments: String) throws -> String {
      let command = "stty cols \(columns) && '\(try Binary.path())' \(arguments)"
      let environment = HermeticEnvironment.variables.merging(["TERM": "xterm"]) { $1 }
      return try Subprocess(
        program: "/usr/bin/script", arguments: ["--quiet", "--command", command, "/dev/null"],
        environment: environment
      ).run().stdout
    }
  }
#endif
