import Diagnostics

/// Counts the tests of one JUnit XML file while it is read.
///
/// The format has no standard. Read are what pytest, Surefire, Gradle, Jest, Playwright, go-junit-report, GoogleTest,
/// CTest and `swift test` write. A test is failed by a `failure` or `error` inside it, however often it was repeated;
/// `flakyFailure` and the like tell of attempts that a later one made good, and fail nothing.
struct JUnitCounter {
  /// The attributes that are read.
  static let attributes: Set = ["timestamp", "time", "tests", "failures", "errors", "status", "result", "message"]

  private enum Outcome { case passed, skipped, failed }

  private(set) var report: JUnitReport
  private var path: [String] = []
  private var outcome: Outcome?
  private var isNotRun = false
  /// What the outermost suites say of themselves; `nil` as long as they say nothing.
  private var statedTests: Int?
  private var statedFailures: Int?
  /// A Boolean value that tells whether the numbers stand on the suites, not on the element around them.
  private var addsUp = false
  private var tests = 0
  private var failures = 0
  /// The open suites: how many failures each states, and how many had been counted before it.
  private var suites: [(stated: Int, before: Int)] = []

  init(_ report: JUnitReport) { self.report = report }

  mutating func start(_ tag: String, _ attributes: [String: String], in tokenizer: XMLTokenizer) throws(XMLTokenizer
    .Fault)
  {
    let name = tag.split(separator: ":").last.map(String.init) ?? tag
    if path.isEmpty, name != "testsuites", name != "testsuite" {
      throw tokenizer.fault(
        "this is no JUnit report: its first element is <\(tag.printable)>, not <testsuites> or <testsuite>")
    }
    switch (name, path.last) {
    case ("testsuite", "testsuites"), ("testsuite", "testsuite"), ("testsuite", nil), ("testsuites", nil):
      suite(attributes)
    case ("testsuite", _), ("testsuites", _):
      throw tokenizer.fault("a <\(name)> stands in <\(path.last?.printable ?? "")>, where none can be")
    case ("testcase", "testsuite"), ("testcase", "testsuites"):
      outcome = Self.stated(attributes)
      isNotRun = attributes["status"] == "notrun"
    case ("testcase", _):
      throw tokenizer.fault("a <testcase> stands in <\(path.last?.printable ?? "")>, where none can be")
    case ("failure", "testcase"), ("error", "testcase"):
      outcome = .failed
    case ("skipped", "testcase"):
      // CTest fails for a test whose program is missing, and says of it what it says of a skipped one, but for the why.
      let wasMeant = attributes["message"].map { $0.hasPrefix("SKIP_") } ?? true
      if isNotRun, !wasMeant { outcome = .failed }
      if outcome == .passed { outcome = .skipped }
    case ("failure", "testsuite"), ("error", "testsuite"), ("failure", "testsuites"), ("error", "testsuites"):
      // A suite that failed as a whole, such as by what it sets up.
      count(.failed)
    default: break
    }
    path.append(name)
  }

  mutating func end() {
    let last = path.popLast()
    if last == "testsuite" || last == "testsuites", let suite = suites.popLast() {
      if suite.stated > failures - suite.before { report.saysMoreFailed = true }
    }
    guard last == "testcase", let outcome else { return }
    count(outcome)
    self.outcome = nil
  }

  private mutating func count(_ outcome: Outcome) {
    tests += 1
    switch outcome {
    case .passed: report.executed += 1
    case .skipped: report.skipped += 1
    case .failed:
      report.executed += 1
      report.failed += 1
      failures += 1
    }
  }

  /// What a test's own tag says of it: GoogleTest and CTest have words for it.
  private static func stated(_ attributes: [String: String]) -> Outcome {
    let words = [attributes["status"], attributes["result"]].compactMap { $0?.lowercased() }
    if words.contains(where: ["fail", "failed", "failure", "error"].contains) { return .failed }
    if words.contains(where: ["notrun", "disabled", "skipped", "suppressed", "ignored"].contains) { return .skipped }
    return .passed
  }

  private mutating func suite(_ attributes: [String: String]) {
    if let text = attributes["timestamp"], let moment = Instant(rfc3339: text), text.utf8.count > 10 {
      let seconds = attributes["time"].flatMap { Double($0.split(separator: ",").joined()) }
      report.include(moment, lasting: seconds)
    }
    let bad = ["failures", "errors"].compactMap { attributes[$0].flatMap { Int($0) } }.reduce(0, &+)
    suites.append((bad, failures))
    // The outermost element that says anything: <testsuites>, else the suites directly in it, added up.
    let isOutermost = path.isEmpty || (path == ["testsuites"] && (statedTests == nil || addsUp))
    guard isOutermost, let tests = attributes["tests"].flatMap({ Int($0) }) else { return }
    addsUp = !path.isEmpty
    statedTests = (statedTests ?? 0) &+ tests
    statedFailures = (statedFailures ?? 0) &+ bad
  }

  /// A Boolean value that tells whether the file says that it has more tests than are in it.
  var leavesOut: Bool { statedTests.map { $0 > tests } ?? false }

  /// What the file says of itself and isn't so.
  func remarks(_ file: String) -> [String] {
    var remarks: [String] = []
    if leavesOut, let statedTests {
      remarks.append(
        "\(file) says that it has \(statedTests) tests, and has \(tests): without the others the run is no pass")
    } else if let statedTests, statedTests != tests {
      remarks.append("\(file) says that it has \(statedTests) tests; there are \(tests), and those were counted")
    }
    if let statedFailures, statedFailures != failures {
      remarks.append("\(file) says that \(statedFailures) tests failed; \(failures) did, and those were counted")
    }
    if report.saysMoreFailed { remarks.append("\(file) says that more failed than is in it, so the run failed") }
    return remarks
  }
}
