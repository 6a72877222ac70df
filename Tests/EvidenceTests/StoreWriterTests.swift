import CountersignTesting
import Diagnostics
import Evidence
import GitStore
import Policy
import Signing
import Testing

@Suite struct StoreWriterTests {
  @Test func `a record is where the layout says, named by its digest, in a store that git finds sound`() throws {
    let fixture = try StoreFixture()
    let added = try fixture.approve()
    let id = fixture.subject.description
    let listed = try fixture.builder.git("ls-tree", "-r", "--name-only", StoreFixture.ref)
    #expect(listed == "approval/\(id.prefix(2))/\(id)/\(added.path.digest).json")
    let bytes = try fixture.builder.bytes(of: "\(StoreFixture.ref):\(listed)")
    #expect(try StoreFixture.sha256sum(bytes) == added.path.digest)
    let fsck = try fixture.builder.run(["fsck", "--strict"])
    #expect(fsck.status == 0)
    #expect(fsck.stderr.isEmpty)
  }

  @Test func `a record's commit has the old tip first and the approved commit last`() throws {
    let fixture = try StoreFixture()
    let first = try fixture.approve().tip
    let second = try fixture.approve(message: "again").tip
    #expect(try fixture.builder.git("rev-parse", "\(first)^@") == fixture.subject.description)
    #expect(try fixture.builder.git("rev-parse", "\(second)^@") == "\(first)\n\(fixture.subject)")
    #expect(
      try fixture.builder.git("log", "-1", "--format=%an <%ae> %at %cn <%ce> %ct", "\(second)")
        == "Bob Brown <bob@example.com> 1767700000 Bob Brown <bob@example.com> 1767700000")
  }

  @Test func `the same approval at the same time is the same record, and is there once`() throws {
    let fixture = try StoreFixture()
    let first = try fixture.approve()
    let second = try fixture.approve()
    #expect(first.isNew)
    #expect(!second.isNew)
    #expect(second.tip == first.tip)
  }

  @Test func `a record is canonical JSON and says what was approved`() throws {
    let fixture = try StoreFixture()
    let added = try fixture.approve(message: "fine \"by\" me\n")
    let bytes = try fixture.builder.bytes(of: "\(StoreFixture.ref):\(added.path)")
    let envelope = try DSSEEnvelope(json: bytes)
    let tree = try fixture.builder.git("rev-parse", "\(fixture.subject)^{tree}")
    #expect(
      String(decoding: envelope.payload, as: UTF8.self) == #"""
        {"_type":"https://in-toto.io/Statement/v1","predicate":{"approver":"Bob Brown <bob@example.com>",\#
        "at":"2026-01-06T11:46:40Z","base":"\#(fixture.base)","decision":"approved","message":"fine \"by\" me\n",\#
        "paths":["a.txt","d/ä.txt"],"pathsDigest":"sha256:\#(try StoreFixture.sha256sum(Array("a.txt\nd/ä.txt\n".utf8)))",\#
        "target":"refs/heads/main"},"predicateType":"urn:countersign:approval:v1","subject":[{"digest":\#
        {"gitCommit":"\#(fixture.subject)","gitTree":"\#(tree)"}}]}
        """#)
    #expect(envelope.payloadType == "application/vnd.in-toto+json")
    #expect(envelope.signatures.isEmpty)
  }

  @Test func `what is written is read back`() throws {
    let fixture = try StoreFixture()
    try fixture.approve(message: "hello")
    _ = try fixture.writer.add(fixture.statement(.rejected), of: fixture.subject, at: StoreFixture.now)
    var run = TestStatement(suite: "unit", outcome: .failed, runner: "ci")
    (run.executed, run.failed, run.skipped, run.finishedAt) = (12, 1, 3, StoreFixture.now)
    run.configuration = ["linux"]
    _ = try fixture.writer.add(run, of: fixture.subject, at: StoreFixture.now)
    _ = try fixture.writer.add(fixture.statement(), of: fixture.subject, kind: .promotion, at: StoreFixture.now)

    let contents = try fixture.read()
    #expect(contents.unreadable.isEmpty)
    #expect(contents.tampered.isEmpty)
    #expect(contents.approvals.count == 2)
    let approval = try #require(contents.approvals.first { $0.decision == .approved })
    #expect(approval.subject == fixture.subject)
    #expect(approval.base == fixture.base)
    #expect(approval.target == "refs/heads/main")
    #expect(approval.paths == ["a.txt", "d/ä.txt"])
    #expect(approval.approver == "Bob Brown <bob@example.com>")
    #expect(approval.at == StoreFixture.now)
    #expect(approval.message == "hello")
    #expect(approval.grade == .record)
    #expect(approval.objection == nil)
    #expect(approval.source.hasPrefix("refs/countersign/evidence:approval/"))
    let test = try #require(contents.tests.first)
    #expect((test.executed, test.failed, test.skipped) == (12, 1, 3))
    #expect(test.outcome == .failed)
    #expect(test.configuration == ["linux"])
    #expect(test.at == StoreFixture.now)
    #expect(contents.promotions.count == 1)
    #expect(try fixture.read(.subjects([fixture.base])).approvals.isEmpty)
    #expect(try fixture.read(.subjects([fixture.subject])).approvals == contents.approvals)
  }

  @Test func `a commit in production already is compared with its first parent`() throws {
    let fixture = try StoreFixture()
    let draft = try ApprovalDraft(
      subject: fixture.subject, base: nil, production: fixture.subject, in: fixture.repository)
    #expect(draft.base == fixture.base)
    let root = try ApprovalDraft(subject: fixture.base, base: nil, production: fixture.base, in: fixture.repository)
    #expect(root.base == nil)
    #expect(root.paths == ["a.txt"])
  }

  @Test func `a base that contains the commit is refused`() throws {
    let fixture = try StoreFixture()
    #expect(throws: Stopped.self) {
      try ApprovalDraft(subject: fixture.base, base: fixture.subject, production: nil, in: fixture.repository)
    }
  }

  @Test func `a list of paths too long to keep leaves its digest`() throws {
    let paths = (0..<20_000).map { "folder/with/a/long/name/\($0)" }
    let statement = ApprovalStatement(
      decision: .approved, approver: "b", at: StoreFixture.now, base: nil, target: nil, paths: paths)
    #expect(statement.paths.isEmpty)
    #expect(statement.pathsDigest == ChangedPaths.digest(paths))
  }

  @Test func `changed paths are those that git names`() throws {
    let fixture = try StoreFixture()
    let builder = fixture.builder
    try builder.commit(
      "Many", on: "odd",
      files: ["a.txt": nil, "sub/one": "1\n", "quote\"d": "2\n", "tab\tbed": "3\n", "new": "4\n"], parents: ["limits"])
    try builder.commit("Folder becomes file", on: "odd", files: ["d": "file now\n", "d/ä.txt": nil])
    for range in [("limits", "odd~1"), ("odd~1", "odd"), ("main", "odd")] {
      let expected = try builder.git(
        "-c", "core.quotePath=false", "diff-tree", "-r", "--no-renames", "--name-only", range.0, range.1)
      let trees = try [range.0, range.1].map { try StoreFixture.id(builder.git("rev-parse", "\($0)^{tree}")) }
      let paths = try ChangedPaths.between(trees[0], trees[1], in: fixture.repository)
      #expect(Set(paths) == Set(expected.split(separator: "\n").map(String.init)))
    }
  }

  @Test func `without an identity nothing is written and the message says how to set one`() throws {
    let fixture = try StoreFixture()
    let output = try Binary.run(["-C", fixture.builder.path, "approve", "limits"])
    #expect(output.status == 2)
    #expect(output.stderr.contains("error[identity-missing]"))
    #expect(output.stderr.contains("git config user.email"))
    #expect(try fixture.builder.tip(of: StoreFixture.ref) == nil)
  }

  @Test func `whom git would take for the committer is who approves`() throws {
    let fixture = try StoreFixture()
    let output = try Binary.run(
      ["-C", fixture.builder.path, "approve", "limits"],
      environment: ["GIT_COMMITTER_NAME": "Bob\nBrown", "GIT_COMMITTER_EMAIL": "<bob@example.com>"])
    #expect(output.status == 0, "\(output.stderr)")
    #expect(output.stdout.contains("as BobBrown <bob@example.com>"), "\(output.stdout)")
    try fixture.builder.git("config", "user.name", "Cleo")
    try fixture.builder.git("config", "user.email", "cleo@example.com")
    let mixed = try Binary.run(
      ["-C", fixture.builder.path, "approve", "limits"], environment: ["GIT_COMMITTER_EMAIL": "home@example.com"])
    #expect(mixed.stdout.contains("as Cleo <home@example.com>"), "\(mixed.stdout)")
  }
}
