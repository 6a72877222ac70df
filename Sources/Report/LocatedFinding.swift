import Audit
import Diagnostics
import GitStore

/// A finding with the change that it is about, for the formats that list findings instead of changes.
struct LocatedFinding {
  var finding: Finding
  /// `nil` for a finding of the whole run.
  var change: Assessment?
  /// Which of several findings with the same code and commit it is in its change, from 0.
  var repetition: Int
}

extension FinishedAudit {
  /// Every finding: those of the run, then those of each change, oldest first. What is said of a promotion stands in
  /// its last change too, so nothing is here twice.
  var locatedFindings: [LocatedFinding] {
    var all = Self.located(findings, of: nil)
    for assessment in assessments { all += Self.located(assessment.findings, of: assessment) }
    return all
  }

  private static func located(_ findings: [Finding], of change: Assessment?) -> [LocatedFinding] {
    findings.enumerated().map { index, finding in
      let same = findings[..<index].filter { $0.code == finding.code && $0.commit == finding.commit }
      return LocatedFinding(finding: finding, change: change, repetition: same.count)
    }
  }
}

extension LocatedFinding {
  /// Where it is, for a reader; `nil` for a finding of the whole run.
  var place: String? {
    guard let change else { return nil }
    let title = "\(change.id.short) \(change.title.shortened)"
    guard let commit = finding.commit, commit != change.id else { return "commit \(title)" }
    return "commit \(commit.short), brought in by \(title)"
  }

  /// The same for the same fault of the same commit, run after run, and of nothing else in one run.
  var fingerprint: String {
    let commits = [change?.id, finding.commit].compactMap { $0?.description }
    return ([finding.code.rawValue] + commits + [String(repetition)]).joined(separator: ":")
  }

  /// A Boolean value that tells whether an exception accepts it.
  var isExcepted: Bool { finding.exception != nil || change?.verdict == .excepted }
}

/// Where findings point to in formats that know files only: what decides is the policy.
enum PolicyPlace {
  static let file = "countersign.yml"
}
