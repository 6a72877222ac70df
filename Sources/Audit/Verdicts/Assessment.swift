package import Diagnostics
package import GitStore
package import Policy

/// All that is said of one change.
package struct Assessment: Sendable {
  package var id: ObjectID
  package var kind: Change.Kind
  package var title: String
  /// Every commit of the change, the entry first, then the newest by committer date.
  package var commits: [ObjectID]
  package var committedAt: Instant
  package var promotion: Promotion
  package var contributors: [Contributor]
  package var approvals: [WeighedApproval]
  package var tests: [WeighedTestRun]
  package var findings: [Finding]
  package var verdict: Verdict
  /// The grade of the weakest evidence that a pass rests on; `nil` where there is no pass, or where none was needed.
  package var grade: Grade?
  /// The digest of the policy that judged; `nil` where none was in force yet.
  package var policyDigest: String?
  /// A Boolean value that tells whether the change passed commit by commit, not by evidence over its entry.
  package var byCommit: Bool
  /// What was asked of it because of its paths, besides what every change needs.
  package var demands: [AnsweredDemand] = []
  /// The entry that promoted it, where it came by staging and that is another commit.
  package var promoter: ObjectID?
  /// The approvals of its entry, where ``approvals`` has those of its commits instead.
  var ofEntry: [WeighedApproval]?
}

extension Assessment {
  /// Everybody who made part of it, also of what a squash or rebase took over.
  var allContributors: [Contributor] {
    contributors + (approvals + (ofEntry ?? [])).flatMap { $0.contributors ?? [] }
  }

  /// Adds findings that are not about the evidence for the change itself.
  package mutating func add(_ more: [Finding]) {
    if more.isEmpty { return }
    findings += more
    if verdict != .excepted { verdict = Verdict(findings) }
    if verdict != .pass { grade = nil }
  }
}

/// The counts of an audit.
package struct Summary: Hashable, Sendable {
  package var changes = 0
  package var pass = 0
  package var fail = 0
  package var unknown = 0
  package var excepted = 0
  package var notJudged = 0
  package var passByGrade: [Grade: Int] = [:]

  package init() {}

  package var judged: Int { changes - notJudged }
  package var against: Int { fail + unknown }

  package mutating func count(_ verdict: Verdict, _ grade: Grade?) {
    changes += 1
    switch verdict {
    case .pass:
      pass += 1
      if let grade { passByGrade[grade, default: 0] += 1 }
    case .fail: fail += 1
    case .unknown: unknown += 1
    case .excepted: excepted += 1
    case .notJudged: notJudged += 1
    }
  }
}
