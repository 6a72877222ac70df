import CountersignTesting
import Diagnostics
import Evidence
import GitStore
import Testing

/// Records beside the commits, written as `countersign approve` and `countersign record tests` write them.
extension Scenario {
  /// Records an approval of a named commit, a minute after whatever was made last.
  ///
  /// - Parameters:
  ///   - base: What the commit was compared with; production's tip unless said.
  ///   - target: A branch; main unless said.
  ///   - promotion: Whether production's movement to the commit is approved, and not the commit.
  @discardableResult
  func approve(
    _ name: String, by approver: CountersignTesting.Identity = .bob, base: String? = nil, at time: Int64? = nil,
    target: String = "main", decision: ApprovalStatement.Decision = .approved, promotion: Bool = false
  ) throws -> StoreWriter.Added {
    let opened = try Repository(opening: repository.path)
    let subject = try objectID(name)
    let draft = try ApprovalDraft(
      subject: subject, base: try base.map(objectID), production: try objectID(repository.resolve(target)), in: opened)
    let now = tick(time)
    let statement = ApprovalStatement(
      decision: decision, approver: approver.description, at: now, base: draft.base, target: "refs/heads/\(target)",
      paths: draft.paths)
    return try StoreWriter(opened, as: Self.writer)
      .add(statement, of: subject, kind: promotion ? .promotion : .approval, at: now)
  }

  /// Records a run of a suite over a named commit, a minute after whatever was made last.
  @discardableResult
  func test(
    _ name: String, suite: String = "unit", outcome: TestRun.Outcome = .passed, runner: String = Say.ci,
    executed: Int? = 1, configuration: [String] = [], at time: Int64? = nil
  ) throws -> StoreWriter.Added {
    let now = tick(time)
    var run = TestStatement(suite: suite, outcome: outcome, runner: runner)
    run.executed = executed
    run.failed = outcome == .failed ? executed : executed.map { _ in 0 }
    run.finishedAt = now
    run.configuration = configuration
    return try StoreWriter(Repository(opening: repository.path), as: Self.writer).add(run, of: objectID(name), at: now)
  }

  /// Both records, as most scenarios have them: approved by Bob, and the suite `unit` passed.
  func approveAndTest(_ name: String, by approver: CountersignTesting.Identity = .bob, base: String? = nil) throws {
    try approve(name, by: approver, base: base)
    try test(name)
  }

  /// Writes the evidence commits. Who that is says nothing of who approved.
  private static var writer: GitPerson { GitPerson(name: "Evidence", email: "evidence@example.com") }

  func objectID(_ name: String) throws -> ObjectID { try #require(ObjectID(hex: id(name))) }

  private func tick(_ time: Int64?) -> Instant {
    if let time { return Instant(seconds: time) }
    // The clock stands at the date of the commit that will be made next, which is an hour after the last.
    repository.clock += 60
    return Instant(seconds: repository.clock - 60)
  }
}

extension Say {
  static let ci = "CI <ci@example.com>"
}

extension CountersignTesting.Identity {
  /// As GitHub commits what is merged, squashed or rebased on its pages.
  static let github = CountersignTesting.Identity(name: "GitHub", email: "noreply@github.com")
}
