package import Audit
import Diagnostics
import GitStore

/// Writes an audit as JUnit XML, which every CI system shows: one test case for each change, and one for the run.
///
/// A `fail` is a failure and an `unknown` an error, since they are mended differently; what is excepted or from before
/// the control began is skipped, and says so. JUnit has no standard: this keeps to what Jenkins, GitLab and Azure have
/// in common, one failure, error or skip in a case. Nothing has a time, since nothing here measures one.
///
/// ```
/// <testsuite name="refs/heads/main" tests="2" failures="1" errors="0" skipped="0">
///   <testcase classname="countersign.change" name="9f2c41d07e5b Raise the transfer limit"/>
/// ```
package enum JUnitFormat {
  package static func bytes(of audit: FinishedAudit) -> [UInt8] {
    var bytes: [UInt8] = []
    // A sink that throws nothing: there is nothing to catch.
    try? write(audit) { bytes += $0 }
    return bytes
  }

  /// Writes the document piece by piece.
  ///
  /// - Throws: What the sink throws. What it was given by then is no whole document.
  package static func write(_ audit: FinishedAudit, to sink: @escaping ChunkedOutput.Sink) throws {
    var xml = XMLWriter(to: sink)
    let run = Verdict(audit.findings)
    var counts = Counts()
    for assessment in audit.assessments { counts.add(assessment.verdict) }
    var all = counts
    all.add(run)
    try xml.element("testsuites", [("name", "countersign")] + all.attributes(skipped: false)) { xml in
      var own = Counts()
      own.add(run)
      xml.element("testsuite", [("name", "the run")] + own.attributes(skipped: true)) { xml in
        write("countersign.run", "findings of the whole run", audit.findings, run, &xml)
      }
      let suite = [("name", audit.scope.production)] as [(StaticString, String)]
      try xml.element("testsuite", suite + counts.attributes(skipped: true)) { xml in
        xml.element("properties", []) { xml in
          for (name, value) in properties(audit) {
            xml.emptyElement("property", [("name", name), ("value", value)])
          }
        }
        for change in audit.assessments {
          let name = "\(change.id.short) \(change.title)"
          write("countersign.change", name, change.findings, change.verdict, &xml)
          try xml.output.passOn()
        }
      }
    }
    try xml.output.finish()
  }

  private struct Counts {
    var tests = 0, failures = 0, errors = 0, skipped = 0

    mutating func add(_ verdict: Verdict) {
      tests += 1
      switch verdict {
      case .pass: break
      case .fail: failures += 1
      case .unknown: errors += 1
      case .excepted, .notJudged: skipped += 1
      }
    }

    func attributes(skipped shown: Bool) -> [(StaticString, String)] {
      [("tests", "\(tests)"), ("failures", "\(failures)"), ("errors", "\(errors)")]
        + (shown ? [("skipped", "\(skipped)")] : [])
    }
  }

  private static func properties(_ audit: FinishedAudit) -> [(String, String)] {
    [
      ("base", audit.scope.base?.description ?? ""), ("tip", audit.scope.tip.description),
      ("commits", "\(audit.commits)"), ("population digest", audit.populationDigest ?? ""),
      ("policy digest", audit.policyDigest ?? ""),
    ].filter { !$0.1.isEmpty }
  }

  private static func write(
    _ className: String, _ name: String, _ findings: [Finding], _ verdict: Verdict, _ xml: inout XMLWriter
  ) {
    let attributes: [(StaticString, String)] = [("classname", className), ("name", name)]
    let first = findings.first { $0.weight != .warning }
    let message = first?.message ?? ""
    let kind: [(StaticString, String)] = [("type", first?.code.rawValue ?? verdict.rawValue), ("message", message)]
    switch verdict {
    case .pass: xml.emptyElement("testcase", attributes)
    case .fail:
      xml.element("testcase", attributes) { $0.element("failure", kind, text: text(of: findings)) }
    case .unknown:
      xml.element("testcase", attributes) { $0.element("error", kind, text: text(of: findings)) }
    case .excepted:
      xml.element("testcase", attributes) { $0.emptyElement("skipped", [("message", "excepted: " + message)]) }
    case .notJudged:
      xml.element("testcase", attributes) {
        $0.emptyElement("skipped", [("message", "not judged: from before the control began")])
      }
    }
  }

  private static func text(of findings: [Finding]) -> String {
    let drawing = DiagnosticText(colour: false)
    return "\n" + findings.map { drawing.draw($0.diagnostic(places: [])) }.joined(separator: "\n")
  }
}

extension Finding {
  /// The finding as it is drawn for a person.
  func diagnostic(places: [Diagnostic.Place]) -> Diagnostic {
    Diagnostic(
      weight == .warning ? .warning : .error, code.rawValue, message, places: places, notes: notes,
      help: help.isEmpty ? [] : [help])
  }
}
