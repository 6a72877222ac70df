import Diagnostics
import GitStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension StoreWriter {
  /// Adds files to the tip, whatever that is by then, and moves the ref.
  ///
  /// - Parameter update: Returns what to add to a tip; `nil` where there is nothing to add. Called again after a lost race.
  func apply(
    at now: Instant, _ update: (_ tip: ObjectID?) throws(GitError) -> StoreUpdate?
  ) throws(Stopped) -> (tip: ObjectID, isNew: Bool) {
    let start = ContinuousClock.now
    let turn = takesTurns ? WritingTurn(in: repository, patience: patience / 2) : nil
    _ = turn
    var attempts = 0
    var last = Swap.lost
    while attempts < 10_000, ContinuousClock.now - start < .seconds(patience) {
      let tip: ObjectID?
      let next: StoreUpdate?
      do throws(GitError) {
        tip = try currentTip()
        next = try update(tip)
      } catch {
        throw notWritten(error, "reading \(ref)")
      }
      guard let next, let commit = try commit(next, on: tip, at: now) else { return (tip ?? .zero, false) }
      do throws(GitError) {
        last = try repository.swap(ref, from: tip, to: commit, log: "countersign: \(next.summary)")
      } catch {
        throw notWritten(error, "moving \(ref)")
      }
      if last == .moved { return (commit, true) }
      attempts += 1
      // Whoever lost waits a while that nobody can know, so that the same two don't meet again.
      usleep(UInt32.random(in: 500...min(200_000, 2000 << UInt32(min(attempts, 7)))))
    }
    if last == .locked {
      throw notWritten(
        ["the lock file \(repository.commonDirectory)\(ref).lock is there"],
        "if no git process is at work in this repository, remove that file and try again")
    }
    throw notWritten(["others moved the ref \(attempts) times meanwhile"], "try again")
  }

  private func currentTip() throws(GitError) -> ObjectID? {
    if try repository.symbolicTarget(of: ref.name) != nil {
      throw GitError.malformed(.zero, "\(ref) is a symbolic ref, so what is written to it would go elsewhere")
    }
    return try repository.target(of: ref.name)
  }

  /// Writes the commit that the tip becomes; `nil` where the tip has everything.
  private func commit(_ update: StoreUpdate, on tip: ObjectID?, at now: Instant) throws(Stopped) -> ObjectID? {
    switch update {
    case .forward(let commit): return commit
    case .add(let files, let parent, let message, let isUnion):
      let tree: ObjectID?
      do throws(GitError) {
        tree = try self.tree(adding: files, to: tip, evenIfNothing: isUnion)
      } catch {
        throw notWritten(error, "writing the new tree of \(ref)")
      }
      guard let tree else { return nil }
      let new = NewCommit(
        tree: tree, parents: (tip.map { [$0] } ?? []) + [parent], person: try writer(), seconds: now.seconds,
        message: message)
      do throws(GitError) {
        return try repository.write(new)
      } catch {
        throw notWritten(error, "writing the new commit of \(ref)")
      }
    }
  }

  private func tree(adding files: [NewFile], to tip: ObjectID?, evenIfNothing: Bool) throws(GitError) -> ObjectID? {
    let base = try tip.map { tip throws(GitError) in try repository.commit(tip).tree }
    var new: [NewFile] = []
    for file in files {
      let present = try base.flatMap { base throws(GitError) in try repository.entry(at: file.path, in: base) }
      if present?.id != file.blob { new.append(file) }
    }
    if new.isEmpty { return evenIfNothing ? base : nil }
    return try repository.write(tree: base, adding: new)
  }

  func notWritten(_ error: GitError, _ doing: String) -> Stopped {
    notWritten(
      ["\(doing): \(error.call) returned \(error.code): \(error.detail)"],
      "run `git fsck`, and see whether you may write to the repository")
  }

  func notWritten(_ notes: [String], _ help: String) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "evidence-not-written", "the record could not be added; the evidence is as it was",
        places: [.named(ref.name)],
        notes: notes, help: [help]))
  }
}

extension StoreUpdate {
  /// One line for the reflog.
  fileprivate var summary: String {
    switch self {
    case .add(_, _, let message, _): String(message.prefix { $0 != "\n" })
    case .forward(let commit): "Take over the evidence of \(commit)"
    }
  }
}
