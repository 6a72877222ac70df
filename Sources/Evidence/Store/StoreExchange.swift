package import Diagnostics
package import GitStore

/// Moves evidence between clones with the user's own `git`, so with the user's own remotes, keys and credentials.
///
/// Nothing is ever forced: what the other side has is fetched and united with ours before it is pushed.
package struct StoreExchange {
  private let repository: Repository
  private let writer: StoreWriter
  private let remote: String
  private let now: Instant
  /// How often a push that lost a race is repeated.
  private static let attempts = 5

  package init(_ repository: Repository, remote: String, at now: Instant) {
    self.repository = repository
    writer = StoreWriter(repository)
    self.remote = remote
    self.now = now
  }

  package struct Fetched: Hashable, Sendable {
    /// `nil` where the other side has no evidence.
    package var theirs: ObjectID?
    package var union: StoreWriter.Union?
    /// The tip that the other side had when it was last fetched, where its present one doesn't descend from that.
    package var rewoundFrom: ObjectID?
  }

  /// Fetches the other side's evidence and adds it to ours.
  package func fetch() throws(Stopped) -> Fetched {
    guard !remote.hasPrefix("-") else {
      throw failed("fetch", ChildProcess.Output(status: 129, out: [], err: Array("\(remote) is no remote".utf8)))
    }
    let listed = try git(["ls-remote", "--quiet", remote, OwnRef.evidence.name])
    guard listed.status == 0 else { throw failed("ls-remote", listed) }
    guard !listed.out.isEmpty else { return Fetched(theirs: nil, union: nil, rewoundFrom: nil) }
    let before = try tip(of: place)
    let fetched = try git([
      "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", remote, "+\(OwnRef.evidence):\(place)",
    ])
    guard fetched.status == 0 else { throw failed("fetch", fetched) }
    guard let theirs = try tip(of: place) else { throw failed("fetch", fetched) }
    var result = Fetched(theirs: theirs, union: try writer.union(with: theirs, at: now), rewoundFrom: nil)
    if let before, !((try? repository.isAncestor(before, of: theirs)) ?? false) { result.rewoundFrom = before }
    return result
  }

  /// Pushes our evidence. Where the other side has some that we don't, that is fetched and united first.
  ///
  /// - Returns: The tip that both sides have now, and what was fetched on the way.
  package func push() throws(Stopped) -> (tip: ObjectID, fetched: [Fetched]) {
    var fetched: [Fetched] = []
    guard !remote.hasPrefix("-") else {
      throw failed("push", ChildProcess.Output(status: 129, out: [], err: Array("\(remote) is no remote".utf8)))
    }
    for _ in 0..<Self.attempts {
      guard let tip = try tip(of: OwnRef.evidence.name) else {
        throw Stopped(
          Diagnostic(
            .error, "evidence-not-moved", "there is no evidence to push", places: [.named(OwnRef.evidence.name)],
            help: ["record some first: countersign approve COMMIT"]))
      }
      let output = try git(["push", "--porcelain", remote, "\(tip):\(OwnRef.evidence)"])
      if output.status == 0 {
        // What the other side is known to have: a later fetch tells whether it went back behind this. Where that can't
        // be kept, the push has still been made.
        _ = try git(["update-ref", place, "\(tip)"])
        return (tip, fetched)
      }
      guard Self.lostRace(output) else { throw failed("push", output) }
      let theirs = try fetch()
      // Nothing came in between: it is refused for another reason, such as a ref that stands in the way.
      if let last = fetched.last, last.theirs == theirs.theirs { throw failed("push", output) }
      fetched.append(theirs)
    }
    throw Stopped(
      Diagnostic(
        .error, "evidence-not-moved", "others pushed evidence \(Self.attempts) times meanwhile",
        places: [.named(remote)],
        notes: ["nothing is lost: what they pushed is fetched and united with yours"], help: ["push again"]))
  }

  /// Returns whether the push failed only because the other side's ref is not where we knew it.
  private static func lostRace(_ output: ChildProcess.Output) -> Bool {
    output.text.split(whereSeparator: \.isNewline).contains { line in
      line.hasPrefix("!") && line.contains(":\(OwnRef.evidence)\t")
        && [
          "(fetch first)", "(non-fast-forward)", "(needs force)", "(stale info)", "cannot lock ref",
          "failed to update ref",
          "incorrect old value", "reference already exists",
        ].contains { line.contains($0) }
    }
  }

  /// Where the other side's tip is kept: a ref of its own for each remote.
  private var place: String {
    let isPlain =
      !remote.isEmpty
      && remote.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
      }
    let name = isPlain ? remote : "url-" + HexDigest.of(Array(remote.utf8)).prefix(16)
    return "refs/countersign/remotes/\(name)/evidence"
  }

  private func tip(of ref: String) throws(Stopped) -> ObjectID? {
    do throws(GitError) { return try repository.target(of: ref) } catch {
      throw writer.notWritten(error, "reading \(ref)")
    }
  }

  private func git(_ arguments: [String]) throws(Stopped) -> ChildProcess.Output {
    // An address such as `../other.git` is meant from the work tree's root.
    let place = ["-C", repository.workTree ?? repository.gitDirectory, "--git-dir", repository.gitDirectory]
    var process = ChildProcess("git", place + arguments)
    // Only git's own words for why a push failed tell a lost race from a refusal.
    process.environment = ["LC_ALL": "C", "LANGUAGE": ""]
    do throws(ChildProcess.Failure) {
      return try process.run()
    } catch {
      throw failed(
        arguments[0], ChildProcess.Output(status: 127, out: [], err: Array("git can't be run: \(error)".utf8)))
    }
  }

  private func failed(_ command: String, _ output: ChildProcess.Output) -> Stopped {
    let rejected = output.text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("!") }.map(String.init)
    return Stopped(
      Diagnostic(
        .error, "evidence-not-moved", "git \(command) ended with status \(output.status); our evidence is as it was",
        places: [.named(remote)], notes: rejected + output.complaints,
        help: ["see whether `git \(command) \(remote)` works, and whether you may write \(OwnRef.evidence) there"]))
  }
}
