import ArgumentParser
import Diagnostics
import Fieldwork

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum ColourChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never
}

/// The two streams: results on standard output, everything else on standard error.
enum Terminal {
  static func write(_ text: String) throws { try FileBytes.write(text.utf8, to: STDOUT_FILENO) }

  static func write(_ bytes: [UInt8]) throws { try FileBytes.write(bytes, to: STDOUT_FILENO) }

  static func say(_ text: String) { try? FileBytes.write(text.utf8, to: STDERR_FILENO) }

  static func complain(_ stopped: Stopped) {
    let drawing = drawing(.auto, on: STDERR_FILENO)
    for diagnostic in stopped.diagnostics { say(drawing.draw(diagnostic)) }
  }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Colour only on a terminal, and not where `NO_COLOR` or `TERM=dumb` says no.
  static func colour(_ choice: ColourChoice, on stream: Int32 = STDOUT_FILENO) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto:
      isatty(stream) == 1 && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }
  }

  /// How diagnostics are drawn on a stream: prose is broken where a terminal's line ends, and nowhere else.
  static func drawing(_ choice: ColourChoice, on stream: Int32 = STDOUT_FILENO) -> DiagnosticText {
    DiagnosticText(colour: colour(choice, on: stream), width: width(of: stream))
  }

  /// How many columns a terminal has, between 40 and 120; `nil` for what is none, or doesn't say.
  private static func width(of stream: Int32) -> Int? {
    var size = winsize()
    guard isatty(stream) == 1, ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return min(max(Int(size.ws_col), 40), 120)
  }

  static var now: Instant { Instant(seconds: Int64(time(nil))) }

  /// Shows how far the work has come: on a terminal, on one line, which `end` wipes.
  static func progress(quiet: Bool) -> (show: (Progress) -> Void, end: () -> Void) {
    guard !quiet, isatty(STDERR_FILENO) == 1 else { return ({ _ in }, {}) }
    var line = ProgressLine(clock: milliseconds, write: say)
    return ({ line.show($0) }, { line.end() })
  }

  private static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}

extension FileBytes.Failure {
  var isBrokenPipe: Bool { number == EPIPE }
}
