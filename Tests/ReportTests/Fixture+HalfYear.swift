import GitStore

@testable import Audit
@testable import Evidence
@testable import Policy

extension Fixture {
  /// A half-year with every verdict in it, such as a small team's.
  static var halfYear: FinishedAudit {
    var audit = audit([
      change(101, "Import the ledger service", at: "2026-01-05T08:00:00Z", kind: .root, verdict: .notJudged),
      passed(102, "Add the control: countersign.yml", at: "2026-01-07T10:12:44Z"),
      passed(103, "Merge branch 'limits'", at: "2026-01-19T16:40:02Z", kind: .merge, commits: 4),
      selfApproved, notTested, mayBeAuthor,
      passed(107, "Rotate the signing certificate", at: "2026-03-30T07:01:19Z", grade: .signed),
      excepted, late,
      passed(110, "Bump the TLS library to 3.5.4", at: "2026-06-29T23:59:58Z", grade: .record),
    ])
    audit.policies.append((PolicyVersion(policy: stricter, digest: digest(910), commit: id(911)), id(108)))
    audit.policyNotes = ["identities were not verified: the policy lists no persons"]
    audit.checks[3] = CompletenessCheck(
      "no-replace-refs", false, "2 replace refs are there and were ignored; plain `git log` may show another history")
    audit.findings = [
      Finding(
        .evidenceUnreadable, "a review note can't be read: line 3 has no value",
        notes: ["refs/notes/review, note on \(id(103))"],
        help: "it counts for nothing; have it written again")
    ]
    return audit
  }

  private static var stricter: Policy {
    var policy = policy
    policy.approval.required = 2
    policy.approval.minimumGrade = .record
    policy.tests.requirement = .any
    policy.timing = .proven
    return policy
  }

  private static func passed(
    _ number: Int, _ title: String, at: String, kind: Change.Kind = .commit, commits: Int = 1, grade: Grade = .claim
  ) -> Assessment {
    let source = grade == .claim ? "trailer:Reviewed-by" : "refs/countersign/evidence"
    return change(
      number, title, at: at, kind: kind, commits: commits,
      contributors: [
        Contributor(identity: ada, roles: [.author, .committer]), Contributor(identity: lin, roles: [.coauthor]),
      ],
      approvals: [approval(by: bob, of: id(number), at: grade == .claim ? nil : at, source: source, grade: grade)],
      tests: [
        run(
          "unit", of: id(number), executed: grade == .claim ? nil : 412, failed: grade == .claim ? nil : 0, grade: grade
        ),
        run("http-api", of: id(number), grade: grade),
      ], grade: grade)
  }

  private static var selfApproved: Assessment {
    change(
      104, "Raise the transfer limit to 50,000", at: "2026-02-02T17:20:00Z",
      approvals: [
        approval(
          by: ada, of: id(104),
          objection: Objection(code: .selfApproved, reason: "Ada Lovelace is also an author of it")),
        approval(
          by: bob, of: id(104), source: "refs/notes/review", grade: .record, decision: .remark("Code-Review+1"),
          objection: Objection(code: .approvalNotShown, reason: "Code-Review+1 is not an approval")),
      ],
      tests: [run("unit", of: id(104)), run("http-api", of: id(104))],
      findings: [
        Finding(
          .selfApproved, "nobody but its own contributors approved this change",
          notes: [
            "contributors: Ada Lovelace (author, committer)",
            "approvals found: Ada Lovelace is also an author of it",
            "countersign.yml:12 requires 1 independent approval from engineers",
          ],
          help: "ask somebody else to review \(id(104).short), and record it before the push:\n"
            + "git commit --amend --no-edit --trailer \"Reviewed-by: NAME <ADDRESS>\"")
      ])
  }

  private static var notTested: Assessment {
    change(
      105, "Merge pull request #318 from bank/settlement-window", at: "2026-02-11T09:03:31Z", kind: .merge, commits: 24,
      contributors: [
        Contributor(identity: ada, roles: [.author]), Contributor(identity: bob, roles: [.author, .committer]),
      ],
      findings: [
        Finding(
          .approvalNotShown, "no approval of any kind was found", notes: ["looked for: Reviewed-by, Approved-by"],
          help: "ask somebody else to review \(id(105).short)"),
        Finding(
          .testsNotShown, "no run of unit is shown", notes: ["countersign.yml:21 requires unit and http-api"],
          help: "run the tests on \(id(105).short), and record it", commit: id(20_105)),
      ])
  }

  private static var mayBeAuthor: Assessment {
    let second = person("ada@home.example", "Ada Lovelace", "ada@home.example", listed: false)
    return change(
      106, "Fix rounding of fees in yen", at: "2026-03-01T00:00:00Z",
      approvals: [
        approval(
          by: second, of: id(106),
          objection: Objection(
            code: .approverMayBeAuthor,
            reason:
              "Ada Lovelace <ada@home.example> has the same name as the contributor Ada Lovelace <ada@example.com>"))
      ],
      tests: [
        run("unit", of: id(106), .failed, executed: 412, failed: 3, at: "2026-02-28T22:10:00Z"),
        run("unit", of: id(106), executed: 412, failed: 0, at: "2026-02-28T23:41:07Z"),
        run(
          "http-api", of: id(106), .inconclusive, objection: Objection(code: .testsNotShown, reason: "it was skipped")),
      ],
      findings: [
        Finding(
          .approverMayBeAuthor, "the approver can't be told apart from a contributor",
          help:
            "say who is who under `people` in the policy, one entry for each person: - {id: NAME, emails: "
            + "[ada@home.example]}"
        )
      ])
  }

  private static var excepted: Assessment {
    change(
      108, "Stop the settlement job: hotfix", at: "2026-04-14T02:47:10Z",
      findings: [
        Finding(
          .approvalNotShown, "no approval of any kind was found", help: "ask somebody else to review \(id(108).short)")
      ], verdict: .excepted)
  }

  private static var late: Assessment {
    change(
      109, "Revert \"Fix rounding of fees in yen\"", at: "2026-05-20T12:00:00Z", basis: .forge,
      approvals: [
        approval(
          by: bob, of: id(109), at: "2026-05-21T08:30:00Z", source: "refs/notes/review", grade: .record,
          objection: Objection(code: .approvalLate, reason: "Bob Kahn approved it 20 hours after the promotion"))
      ],
      tests: [run("unit", of: id(109)), run("http-api", of: id(109))],
      findings: [
        Finding(
          .approvalLate, "the approval came after the promotion", notes: ["20 hours after"],
          help: "a late approval doesn't mend it: record an exception"),
        {
          var note = Finding(.orderNotShown, "nothing but a committer date says when it was promoted", help: "")
          note.weight = .warning
          return note
        }(),
      ])
  }
}
