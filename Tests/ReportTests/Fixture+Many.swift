import GitStore
import Policy

@testable import Audit

extension Fixture {
  static var noApproval: Finding {
    Finding(.approvalNotShown, "no approval of any kind was found", help: "ask somebody else to review it")
  }

  /// Many changes of a usual size, every hundredth of them with findings.
  static func many(_ count: Int) -> FinishedAudit {
    let people = (0..<40).map { person("dev\($0)", "Developer Number \($0)", "dev\($0)@example.com") }
    return audit(
      (0..<count).map { number in
        let subject = id(100_000 + number)
        let fails = number % 100 == 99
        let approver = people[(number * 7 + 1) % 40]
        let finding = Finding(
          .approvalNotShown, "no approval of any kind was found", notes: ["looked for: Reviewed-by, Approved-by"],
          help: "ask somebody else to review \(subject.short), and record it before the push:\n"
            + "git commit --amend --no-edit --trailer \"Reviewed-by: NAME <ADDRESS>\"")
        return change(
          100_000 + number, "Change number \(number): move the settlement window by \(number % 60) minutes",
          at: "2026-03-\(10 + number % 20)T10:00:00Z", commits: 1 + number % 3,
          contributors: [Contributor(identity: people[number * 11 % 40], roles: [.author, .committer])],
          approvals: fails ? [] : [approval(by: approver, of: subject)],
          tests: [run("unit", of: subject), run("http-api", of: subject)],
          findings: fails ? [finding] : [], grade: fails ? nil : .claim)
      })
  }
}
