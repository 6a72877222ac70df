import Dispatch
import GitStore
import Synchronization

/// Reads production's first-parent line ahead of the walk, on a thread of its own: its commits and what their root trees
/// hold. For whole histories; a push is not worth a thread.
///
/// The walk takes the commits from here in the order of the line and reads all others itself, so that both cores read.
final class LineReader: Sendable {
  /// Some commits of the line, newest first, with their bytes.
  private struct Batch {
    var bytes: [UInt8] = []
    /// Where each commit's bytes end.
    var ends: [Int] = []
  }

  private struct Shared {
    var ready: [Batch] = []
    var isFinished = false
    var isCancelled = false
    var failure: GitError?
    var findings = GovernanceFindings()
  }

  private static let batchSize = 256
  private static let batchesAhead = 64

  private let shared = Mutex(Shared())
  private let available = DispatchSemaphore(value: 0)
  private let space = DispatchSemaphore(value: LineReader.batchesAhead)

  /// Starts reading from `tip` down, in the repository at `path`.
  init(path: String, tip: ObjectID) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      do throws(GitError) {
        try run(try Repository(apartFrom: path), tip)
      } catch {
        shared.withLock { $0.failure = error }
      }
      shared.withLock { $0.isFinished = true }
      available.signal()
    }
  }

  private func run(_ repository: Repository, _ tip: ObjectID) throws(GitError) {
    var findings = GovernanceFindings()
    var batch = Batch()
    var next: ObjectID? = tip
    while let id = next {
      let (tree, parent) = try repository.withObject(id, .commit) { bytes throws(GitError) in
        let view = try CommitView(bytes, id: id)
        batch.bytes.append(contentsOf: bytes)
        batch.ends.append(batch.bytes.count)
        return (view.tree, view.parentCount > 0 ? view.parent(0) : nil)
      }
      try findings.append(tree, repository)
      next = parent
      guard batch.ends.count == Self.batchSize || next == nil else { continue }
      space.wait()
      let full = batch
      batch = Batch()
      let isCancelled = shared.withLock { shared in
        shared.ready.append(full)
        return shared.isCancelled
      }
      available.signal()
      if isCancelled { return }
    }
    let result = findings
    shared.withLock { $0.findings = result }
  }

  /// What the walk sees of the reader: the commits one after the other.
  struct Stream {
    private let reader: LineReader
    private var batch = Batch()
    private var position = 0

    init(_ reader: LineReader) { self.reader = reader }

    /// Lends the bytes of the next commit of the line.
    mutating func next<Result>(
      _ body: (UnsafeRawBufferPointer) throws(GitError) -> Result
    ) throws(GitError) -> Result {
      if position == batch.ends.count {
        batch = try reader.nextBatch()
        position = 0
      }
      let start = position == 0 ? 0 : batch.ends[position - 1]
      let end = batch.ends[position]
      position += 1
      var outcome: Swift.Result<Result, GitError>?
      batch.bytes.withUnsafeBytes { bytes in
        do throws(GitError) {
          outcome = .success(try body(UnsafeRawBufferPointer(rebasing: bytes[start..<end])))
        } catch {
          outcome = .failure(error)
        }
      }
      guard let outcome else { throw GitError.malformed(.zero, "the line ended") }
      return try outcome.get()
    }
  }

  private func nextBatch() throws(GitError) -> Batch {
    available.wait()
    let (batch, failure) = shared.withLock { shared in
      (shared.ready.isEmpty ? nil : shared.ready.removeFirst(), shared.failure)
    }
    guard let batch else {
      throw failure ?? GitError.malformed(.zero, "production's line ended before its root commit")
    }
    space.signal()
    return batch
  }

  /// Returns what the root trees of the line hold, when all of it has been taken.
  func findings() throws(GitError) -> GovernanceFindings {
    while true {
      let (findings, isFinished, failure) = shared.withLock { ($0.findings, $0.isFinished, $0.failure) }
      if let failure { throw failure }
      if isFinished { return findings }
      available.wait()
    }
  }

  /// Lets the thread end although nobody takes what it reads.
  func cancel() {
    shared.withLock { $0.isCancelled = true }
    space.signal()
  }
}
