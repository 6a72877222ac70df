import CountersignTesting
import Foundation
import Testing

/// The range that `check` finds by itself, with the variables as the CI systems set them.
@Suite struct CIRangeTests {
  private let clone: RepositoryBuilder
  private let base: String
  private let head: String

  /// A clone as CI has it: the remote's branches, and a head that is detached.
  init() throws {
    clone = try RepositoryBuilder(bare: false)
    base = try clone.commit(
      "Bring the policy", on: "refs/remotes/origin/main", files: ["countersign.yml": Example.policy])
    head = try clone.commit("Nobody saw this", on: "refs/remotes/origin/evil", parents: [base])
    try clone.git("update-ref", "--no-deref", "HEAD", head)
  }

  private func environments() throws -> [String: [String: String]] {
    func event(_ name: String, _ json: String) throws -> String {
      let path = "\(clone.path)/.git/\(name).json"
      try json.write(toFile: path, atomically: true, encoding: .utf8)
      return path
    }
    let request = try event(
      "request", #"{"pull_request":{"base":{"ref":"main","sha":"\#(base)"},"head":{"ref":"evil","sha":"\#(head)"}}}"#)
    let push = try event("push", #"{"ref":"refs/heads/main","before":"\#(base)","after":"\#(head)"}"#)
    return [
      "GitHub pull request": [
        "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": request,
      ],
      "GitHub push": ["GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": push],
      "GitLab merge request": [
        "GITLAB_CI": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_COMMIT_SHA": head,
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
      ],
      "GitLab push": [
        "GITLAB_CI": "true", "CI_COMMIT_BEFORE_SHA": base, "CI_COMMIT_SHA": head, "CI_COMMIT_BRANCH": "main",
      ],
      "Jenkins change": ["JENKINS_URL": "x", "CHANGE_TARGET": "main", "GIT_COMMIT": head],
      "Jenkins branch": [
        "JENKINS_URL": "x", "GIT_PREVIOUS_SUCCESSFUL_COMMIT": base, "GIT_COMMIT": head, "BRANCH_NAME": "main",
      ],
      "Azure": [
        "TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main",
        "SYSTEM_PULLREQUEST_SOURCECOMMITID": head,
      ],
      "Bitbucket": [
        "BITBUCKET_BUILD_NUMBER": "1", "BITBUCKET_PR_DESTINATION_COMMIT": String(base.prefix(12)),
        "BITBUCKET_COMMIT": head, "BITBUCKET_PR_DESTINATION_BRANCH": "main",
      ],
    ]
  }

  @Test func `each system's range is judged, whole, and against the branch that it is for`() throws {
    for (system, variables) in try environments().sorted(by: { $0.key < $1.key }) {
      let output = try Binary.run(["check", "-C", clone.path, "--format", "json"], environment: variables)
      #expect(output.status == 1, "\(system): \(output.stdout)\(output.stderr)")
      #expect(output.stdout.contains("\"base\": \"\(base)\""), "\(system)")
      #expect(output.stdout.contains("\"production\": \"refs/heads/main\""), "\(system)")
      #expect(output.stdout.contains("approval-not-shown"), "\(system)")
    }
  }

  @Test func `tags that are called like a branch or an id don't change the range`() throws {
    for name in ["origin/main", "main", "refs/heads/main", String(base.prefix(12))] {
      try clone.git("update-ref", "refs/tags/\(name)", head)
    }
    for (system, variables) in try environments().sorted(by: { $0.key < $1.key }) {
      let output = try Binary.run(["check", "-C", clone.path], environment: variables)
      #expect(output.status == 1, "\(system): \(output.stdout)\(output.stderr)")
      #expect(output.stdout.contains("1 change: 0 pass"), "\(system): \(output.stdout)")
    }
  }

  @Test func `a name that can mean several commits is refused, and says which`() throws {
    try clone.git("update-ref", "refs/tags/origin/main", head)
    let ambiguous = try Binary.run(["check", "-C", clone.path, "origin/main..HEAD"])
    #expect(ambiguous.status == 2)
    #expect(ambiguous.stderr.contains("origin/main can mean several commits"), "\(ambiguous.stderr)")
    #expect(ambiguous.stderr.contains("refs/tags/origin/main") && ambiguous.stderr.contains("refs/remotes/origin/main"))
    let full = try Binary.run(["check", "-C", clone.path, "refs/remotes/origin/main..HEAD"])
    #expect(full.status == 1)
    // The same for whoever writes evidence, and behind what git makes of a name.
    try clone.git("update-ref", "refs/heads/limits", base)
    try clone.git("update-ref", "refs/tags/limits", head)
    for arguments in [
      ["approve", "limits"], ["explain", "limits~0", "--production", "refs/remotes/origin/main"],
      ["evidence", "list", "limits^{commit}"],
    ] {
      let output = try Binary.run(arguments + ["-C", clone.path])
      #expect(
        output.status == 2 && output.stderr.contains("can mean several commits"), "\(arguments): \(output.stderr)")
    }
    try clone.git("update-ref", "refs/tags/\(base.prefix(8))", head)
    #expect(try Binary.run(["check", "-C", clone.path, "\(base.prefix(8))..HEAD"]).status == 2)
    // Two names of one commit are no question.
    try clone.git("update-ref", "refs/tags/limits", base)
    #expect(try Binary.run(["check", "-C", clone.path, "limits..\(head)"]).status == 1)
  }
}
