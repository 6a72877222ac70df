import Audit
import CountersignTesting
import Diagnostics
import Fieldwork
import Foundation
import GitStore
import Policy
import Testing

/// Evidence that other tools keep in git, through the whole audit, and attempts to make it say too much.
@Suite struct ForeignEvidence {
  fileprivate static func policy(_ more: String = "") -> String {
    """
    version: 1
    production: {branch: main}
    timing: declared
    tests: {suites: {none: not here}}
    people:
      - {id: ada, emails: [ada@example.com], logins: {github: ada}}
      - {id: bob, emails: [bob@example.com], logins: {github: bobby}}
    \(more)
    """
  }

  /// Judges what main has beyond a commit; one line for each change, oldest first.
  private func told(_ builder: RepositoryBuilder, after base: String) throws -> [String] {
    let audit = try AuditRequest(range: "\(base)..main", now: Instant(seconds: 1_800_000_000))
      .run(in: Repository(opening: builder.path))
    return audit.assessments.map { "\($0.verdict)" + $0.findings.map { " \($0.code.rawValue)" }.joined() }
  }

  // MARK: git-appraise

  private func accept(_ builder: RepositoryBuilder, _ commit: String, by author: String, at time: Int64) throws {
    try builder.note(
      ref: "refs/notes/devtools/discuss", on: commit,
      text: #"{"timestamp":"\#(time)","author":"\#(author)","location":{"commit":"\#(commit)"},"resolved":true}"# + "\n"
    )
  }

  @Test(arguments: [("bobby", "pass"), ("bob@example.com", "pass"), ("ada", "fail self-approved")])
  func `a review accepted with git-appraise counts for its merge, by whoever people says that is`(
    author: String, verdict: String
  ) throws {
    let builder = try RepositoryBuilder()
    let base = try builder.commit("Policy", files: ["countersign.yml": Self.policy(), "a": "1\n"])
    let branch = try builder.commit("Raise", on: "limits", files: ["a": "2\n"], parents: ["main"])
    try accept(builder, branch, by: author, at: 1_767_600_000)
    try builder.merge("limits")
    #expect(try told(builder, after: base) == [verdict])
  }

  @Test func `what was pushed after git-appraise accepted a review is not approved`() throws {
    let builder = try RepositoryBuilder()
    let base = try builder.commit("Policy", files: ["countersign.yml": Self.policy(), "a": "1\n"])
    let branch = try builder.commit("Raise", on: "limits", files: ["a": "2\n"], parents: ["main"])
    try accept(builder, branch, by: "bobby", at: 1_767_600_000)
    try builder.commit("More", on: "limits", files: ["b": "unseen\n"])
    try builder.merge("limits")
    #expect(try told(builder, after: base) == ["fail approval-out-of-date"])
  }

  @Test func `a policy that doesn't name git-appraise's notes reads none`() throws {
    let builder = try RepositoryBuilder()
    let policy = Self.policy("evidence: {gitAppraise: false}")
    let base = try builder.commit("Policy", files: ["countersign.yml": policy])
    let commit = try builder.commit("Raise")
    try accept(builder, commit, by: "bobby", at: 1_767_600_000)
    #expect(try told(builder, after: base) == ["unknown approval-not-shown"])
  }

  // MARK: gittuf

  /// A repository whose main has a base, and what gittuf keeps about it.
  private final class Gittuf {
    let builder: RepositoryBuilder
    let key: String
    let base: String
    private var number = 0

    init(policy more: String = "", listed: Bool = true) throws {
      builder = try RepositoryBuilder()
      let folder = try builder.makeFolder("keys")
      key = "\(folder)/app"
      let made = try Subprocess(
        program: "ssh-keygen", arguments: ["-q", "-t", "ed25519", "-N", "", "-C", "app", "-f", key],
        environment: ProcessInfo.processInfo.environment
      ).run()
      guard made.status == 0 else { throw TestingError(made.stderr) }
      let line = try String(contentsOfFile: key + ".pub", encoding: .utf8).trimmingCharacters(in: .newlines)
      let bot = listed ? "  - {id: app, kind: bot, keys: [\"\(line)\"]}\n" : ""
      base = try builder.commit("Policy", files: ["countersign.yml": ForeignEvidence.policy(bot + more), "a": "1\n"])
    }

    func tree(_ commit: String) throws -> String { try builder.git("rev-parse", "\(commit)^{tree}") }

    /// Attests that somebody approved that main goes from a commit to the tree of another.
    @discardableResult
    func attest(_ from: String, _ to: String, by login: String = "bobby") throws -> String {
      let tree = try tree(to)
      let payload =
        #"{"type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"gitTree":"\#(tree)"}}],"predicate_type":"#
        + #""https://gittuf.dev/github-pull-request-approval/v0.1","predicate":{"approvers":["\#(login)+7"],"#
        + #""dismissedApprovers":[],"fromRevisionID":"\#(from)","targetRef":"refs/heads/main","targetTreeID":"\#(tree)"}}"#
      let type = "application/vnd.gittuf+json"
      let signed = try Subprocess(
        program: "ssh-keygen", arguments: ["-Y", "sign", "-q", "-n", "git", "-f", key],
        environment: ProcessInfo.processInfo.environment,
        input: Array("DSSEv1 \(type.utf8.count) \(type) \(payload.utf8.count) \(payload)".utf8)
      ).run()
      let envelope =
        #"{"payloadType":"\#(type)","payload":"\#(Data(payload.utf8).base64EncodedString())","signatures":[{"#
        + #""keyid":"x","sig":"\#(Data(signed.stdoutBytes).base64EncodedString())"}]}"#
      let ref = "refs/gittuf/attestations"
      let path = "code-review-approvals/refs/heads/main/\(from)-\(tree)/github/YXBw"
      return try builder.commit(
        "Attest", on: ref, files: [path: envelope], parents: try builder.tip(of: ref).map { [$0] } ?? [])
    }

    func log(_ ref: String, _ target: String, number given: Int? = nil) throws {
      number += 1
      let log = "refs/gittuf/reference-state-log"
      try builder.commit(
        "RSL Reference Entry\n\nref: \(ref)\ntargetID: \(target)\nnumber: \(given ?? number)", on: log, files: [:],
        parents: try builder.tip(of: log).map { [$0] } ?? [])
    }
  }

  @Test func `a transition that gittuf saw approved passes; its grade is the app's`() throws {
    for (listed, grade) in [(true, "export"), (false, "record")] {
      let gittuf = try Gittuf(listed: listed)
      let commit = try gittuf.builder.commit("Raise", files: ["a": "2\n"])
      try gittuf.attest(gittuf.base, commit)
      let audit = try AuditRequest(range: "\(gittuf.base)..main", now: Instant(seconds: 1_800_000_000))
        .run(in: Repository(opening: gittuf.builder.path))
      #expect(audit.assessments.map(\.verdict) == [.pass])
      #expect(audit.assessments.map { $0.grade?.rawValue } == [grade])
    }
  }

  @Test func `the author's own approval in gittuf is his own`() throws {
    let gittuf = try Gittuf()
    let commit = try gittuf.builder.commit("Raise", files: ["a": "2\n"])
    try gittuf.attest(gittuf.base, commit, by: "ada")
    #expect(try told(gittuf.builder, after: gittuf.base) == ["fail self-approved"])
  }

  @Test func `the same tree from another base is not what gittuf saw approved`() throws {
    let gittuf = try Gittuf()
    let approved = try gittuf.builder.commit("Raise", on: "limits", files: ["a": "2\n"], parents: ["main"])
    try gittuf.attest(gittuf.base, approved)
    let fix = try gittuf.builder.commit("Fix", files: ["fix": "1\n"])
    // Production had moved on, and the tree that was approved undoes that.
    try gittuf.builder.commit("Undo", tree: "limits", parents: ["main"])
    #expect(try told(gittuf.builder, after: fix) == ["fail approval-out-of-date"])
  }

  @Test func `a state that gittuf saw approved once can't be returned to`() throws {
    let gittuf = try Gittuf()
    let first = try gittuf.builder.commit("Raise", files: ["a": "2\n"])
    try gittuf.attest(gittuf.base, first)
    try gittuf.builder.commit("Revert", tree: gittuf.base, parents: ["main"])
    let reverted = try gittuf.builder.resolve("main")
    try gittuf.builder.commit("Again", tree: first, parents: ["main"])
    #expect(try told(gittuf.builder, after: gittuf.base).last == "fail approval-out-of-date")
    // Nor where the first time isn't in the range that is judged.
    #expect(try told(gittuf.builder, after: reverted) == ["fail approval-out-of-date"])
  }

  @Test func `an approval that the log shows behind the promotion is late, and one before it is not`() throws {
    for late in [false, true] {
      let gittuf = try Gittuf(listed: false)
      try gittuf.log("refs/heads/main", gittuf.base)
      let commit = try gittuf.builder.commit("Raise", files: ["a": "2\n"])
      let attestations = try gittuf.attest(gittuf.base, commit)
      if late { try gittuf.log("refs/heads/main", commit) }
      try gittuf.log("refs/gittuf/attestations", attestations)
      if !late { try gittuf.log("refs/heads/main", commit) }
      #expect(try told(gittuf.builder, after: gittuf.base) == [late ? "fail approval-late" : "pass"])
    }
  }

  @Test func `an approval that was added to after the promotion still counts from before it`() throws {
    let gittuf = try Gittuf(listed: false)
    let commit = try gittuf.builder.commit("Raise", files: ["a": "2\n"])
    try gittuf.log("refs/gittuf/attestations", gittuf.attest(gittuf.base, commit))
    try gittuf.log("refs/heads/main", commit)
    // The app writes the whole file anew.
    try gittuf.log("refs/gittuf/attestations", gittuf.attest(gittuf.base, commit, by: "dan"))
    #expect(try told(gittuf.builder, after: gittuf.base) == ["pass"])
  }

  @Test func `a log with a gap makes approvals unverifiable, and is told`() throws {
    let gittuf = try Gittuf()
    let commit = try gittuf.builder.commit("Raise", files: ["a": "2\n"])
    try gittuf.log("refs/gittuf/attestations", gittuf.attest(gittuf.base, commit))
    try gittuf.log("refs/heads/main", commit, number: 9)
    let audit = try AuditRequest(range: "\(gittuf.base)..main", now: Instant(seconds: 1_800_000_000))
      .run(in: Repository(opening: gittuf.builder.path))
    #expect(audit.assessments.flatMap { $0.findings.map(\.code) } == [.approvalUnverifiable])
    #expect(audit.findings.map(\.code) == [.evidenceUnreadable])
  }

  @Test func `an approval that the log doesn't show is unverifiable`() throws {
    let gittuf = try Gittuf()
    let commit = try gittuf.builder.commit("Raise", files: ["a": "2\n"])
    try gittuf.log("refs/heads/main", commit)
    try gittuf.attest(gittuf.base, commit)
    #expect(try told(gittuf.builder, after: gittuf.base) == ["unknown approval-unverifiable"])
  }

  @Test func `a policy without gittuf reads none of it`() throws {
    let gittuf = try Gittuf(policy: "evidence: {gittuf: false}")
    let commit = try gittuf.builder.commit("Raise", files: ["a": "2\n"])
    try gittuf.attest(gittuf.base, commit)
    #expect(try told(gittuf.builder, after: gittuf.base) == ["unknown approval-not-shown"])
  }

  // MARK: messages

  @Test func `an ACK of the merged commit counts, and one of an older commit is out of date`() throws {
    for stale in [false, true] {
      let builder = try RepositoryBuilder()
      let policy = Self.policy("evidence: {messages: [acks]}")
      let base = try builder.commit("Policy", files: ["countersign.yml": policy, "a": "1\n"])
      let seen = try builder.commit("Raise", on: "limits", files: ["a": "2\n"], parents: ["main"])
      if stale { try builder.commit("More", on: "limits", files: ["b": "unseen\n"]) }
      try builder.merge("limits", message: "Merge limits\n\nACKs for top commit:\n  bobby:\n    ACK \(seen)\n")
      #expect(try told(builder, after: base) == [stale ? "fail approval-out-of-date" : "pass"])
    }
  }

  @Test func `bors speaks for its merge, and not where the policy doesn't ask`() throws {
    for (forms, verdict) in [("bors", "pass"), ("phabricator", "unknown approval-not-shown")] {
      let builder = try RepositoryBuilder()
      let policy = Self.policy("evidence: {messages: [\(forms)]}")
      let base = try builder.commit("Policy", files: ["countersign.yml": policy, "a": "1\n"])
      try builder.commit("Raise", on: "limits", files: ["a": "2\n"], parents: ["main"])
      try builder.merge("limits", message: "Merge #1\n\n1: Raise r=bobby a=ada\n")
      #expect(try told(builder, after: base) == [verdict])
    }
  }

  @Test func `the author who names another in his own message has only claimed it`() throws {
    let builder = try RepositoryBuilder()
    let policy = Self.policy("evidence: {messages: [phabricator]}\napproval: {minimumGrade: record}")
    let base = try builder.commit("Policy", files: ["countersign.yml": policy])
    try builder.commit("Raise\n\nReviewed By: bobby")
    #expect(try told(builder, after: base) == ["fail approval-too-weak"])
  }

  // MARK: NoteDb

  private func review(
    _ builder: RepositoryBuilder, _ commit: String, votes: [(CountersignTesting.Identity, String)],
    uploader: CountersignTesting.Identity = .ada
  ) throws {
    try builder.updateRef("refs/changes/01/1/1", to: commit)
    let meta = "refs/changes/01/1/meta"
    try builder.commit(
      "Create\n\nPatch-set: 1\nBranch: refs/heads/main\nCommit: \(commit)", on: meta, author: uploader, files: [:],
      parents: [], date: 1_767_600_000)
    for (voter, vote) in votes {
      try builder.commit(
        "Vote\n\nPatch-set: 1\nLabel: \(vote)", on: meta, author: voter, files: [:], date: 1_767_600_100)
    }
  }

  @Test func `votes in NoteDb count where the policy asks for them`() throws {
    for (asked, verdict) in [(true, "pass"), (false, "unknown approval-not-shown")] {
      let builder = try RepositoryBuilder()
      let base = try builder.commit("Policy", files: ["countersign.yml": Self.policy("evidence: {noteDb: \(asked)}")])
      let commit = try builder.commit("Raise")
      try review(builder, commit, votes: [(.bob, "Code-Review=+2")])
      #expect(try told(builder, after: base) == [verdict])
    }
  }

  @Test func `who uploaded a patch set can't approve it, and +1 approves nothing`() throws {
    for (vote, uploader, verdict) in [
      ("Code-Review=+2", CountersignTesting.Identity.bob, "fail self-approved"),
      ("Code-Review=+1", .ada, "unknown approval-not-shown"), ("Code-Review=-2", .ada, "unknown approval-not-shown"),
    ] {
      let builder = try RepositoryBuilder()
      let base = try builder.commit("Policy", files: ["countersign.yml": Self.policy("evidence: {noteDb: true}")])
      let commit = try builder.commit("Raise")
      try review(builder, commit, votes: [(.bob, vote)], uploader: uploader)
      #expect(try told(builder, after: base) == [verdict])
    }
  }

  @Test func `who uploaded the patch set that was approved can't approve it, whoever submitted it rebased`() throws {
    // Bob may write any author into what he uploads. The copied vote is of the patch set that he looked at.
    for (uploader, submitter, verdict) in [
      (CountersignTesting.Identity.bob, CountersignTesting.Identity.ada, "fail self-approved"), (.ada, .bob, "pass"),
    ] {
      let builder = try RepositoryBuilder()
      let start = try builder.commit("Policy", files: ["countersign.yml": Self.policy("evidence: {noteDb: true}")])
      let base = try builder.commit("Other", files: ["other.txt": "1\n"])
      let reviewed = try builder.commit("Raise", on: "change", files: ["limit.txt": "5000\n"], parents: [start])
      let entry = try builder.commit("Raise", files: ["limit.txt": "5000\n"])
      let meta = "refs/changes/01/1/meta"
      try builder.updateRef("refs/changes/01/1/1", to: reviewed)
      try builder.updateRef("refs/changes/01/1/2", to: entry)
      try builder.commit(
        "Create\n\nPatch-set: 1\nBranch: refs/heads/main\nCommit: \(reviewed)", on: meta, author: uploader, files: [:],
        parents: [], date: 1_767_600_000)
      try builder.commit(
        "Vote\n\nPatch-set: 1\nLabel: Code-Review=+2", on: meta, author: .bob, files: [:], date: 1_767_600_100)
      let bob = CountersignTesting.Identity.bob
      try builder.commit(
        "Submit\n\nPatch-set: 2\nCommit: \(entry)\nCopied-Label: Code-Review=+2 \(bob),\(bob)\nStatus: merged",
        on: meta,
        author: submitter, files: [:], date: 1_767_600_200)
      #expect(try told(builder, after: base) == [verdict])
    }
  }

  @Test func `a second change that claims a commit hides nobody who uploaded it`() throws {
    let builder = try RepositoryBuilder()
    let base = try builder.commit("Policy", files: ["countersign.yml": Self.policy("evidence: {noteDb: true}")])
    let commit = try builder.commit("Raise")
    try review(builder, commit, votes: [(.bob, "Code-Review=+2")], uploader: .bob)
    for (name, place) in [("00/0", "before"), ("02/2", "behind")] {
      try builder.updateRef("refs/changes/\(name)/1", to: commit)
      try builder.commit(
        "Create \(place)\n\nPatch-set: 1\nBranch: refs/heads/main\nCommit: \(commit)", on: "refs/changes/\(name)/meta",
        author: .ada, files: [:], parents: [], date: 1_767_600_000)
    }
    #expect(try told(builder, after: base) == ["fail self-approved"])
  }

  @Test func `a patch set's ref that was moved to another commit carries no votes with it`() throws {
    let builder = try RepositoryBuilder()
    let base = try builder.commit("Policy", files: ["countersign.yml": Self.policy("evidence: {noteDb: true}")])
    let reviewed = try builder.commit("Reviewed", on: "other", parents: ["main"])
    try review(builder, reviewed, votes: [(.bob, "Code-Review=+2")])
    try builder.updateRef("refs/changes/01/1/1", to: try builder.commit("Raise"))
    #expect(try told(builder, after: base) == ["unknown approval-not-shown"])
  }
}
