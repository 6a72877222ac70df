import Crypto
package import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads JUnit XML files of any size.
package enum JUnitReader {
  /// - Returns: The sum of all files.
  /// - Throws: ``Stopped`` with file and line where one can't be read whole. There is no partial result.
  package static func read(_ paths: [String]) throws(Stopped) -> JUnitReport {
    var report = JUnitReport()
    var all = SHA256()
    for path in paths { report = try read(path, adding: report, to: &all) }
    report.digest = "sha256:" + HexDigest.text(all.finalize())
    return report
  }

  private static func read(_ path: String, adding report: JUnitReport, to all: inout SHA256) throws(Stopped)
    -> JUnitReport
  {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path, nil, String(cString: strerror(errno))) }
    defer { close(file) }
    let hash = Hash(all)
    var tokenizer = XMLTokenizer(wanted: JUnitCounter.attributes) { buffer throws(XMLTokenizer.Fault) in
      let count = try fill(file, buffer)
      hash.value.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      return count
    }
    var counter = JUnitCounter(report)
    do throws(XMLTokenizer.Fault) {
      while let token = try tokenizer.next() {
        switch token {
        case .start(let name, let attributes, let isEmpty):
          try counter.start(name, attributes, in: tokenizer)
          if isEmpty { counter.end() }
        case .end: counter.end()
        }
      }
    } catch {
      throw unreadable(path, error.line, error.message)
    }
    all = hash.value
    var result = counter.report
    result.leavesOut = result.leavesOut || counter.leavesOut
    result.remarks += counter.remarks(path)
    return result
  }

  /// What a closure and its maker share.
  private final class Hash {
    var value: SHA256
    init(_ value: SHA256) { self.value = value }
  }

  private static func fill(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) throws(XMLTokenizer.Fault) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(file, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(file, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { throw XMLTokenizer.Fault(line: 0, message: String(cString: strerror(errno))) }
    }
  }

  private static func unreadable(_ path: String, _ line: Int?, _ message: String) -> Stopped {
    let place = line.map { $0 > 0 ? "\(path):\($0)" : path } ?? path
    return Stopped(
      Diagnostic(
        .error, "report-unreadable", message, places: [.named(place)],
        notes: ["nothing was recorded: a report counts whole or not at all"],
        help: ["run the tests again, and record the report that they write"]))
  }
}
