import Audit
import Dispatch
import GitStore
import Synchronization

/// Looks into the root trees of production's line for the files that govern the control, while the walk goes on.
///
/// A long line is read on a thread of its own, from a second opening of the repository; a short one, such as a push, is
/// read at once when it is asked for. The answer is the same.
package final class GovernanceScout: Sendable {
  /// What a root tree holds of these files.
  struct Finding: Hashable, Sendable {
    var policy: TreeEntry?
    var mailmap: TreeEntry?
  }

  private struct Work {
    var trees: [ObjectID] = []
    var isFinished = false
  }

  private struct Answer {
    /// By position on the line, newest first: places in `findings`.
    var places: [UInt32] = []
    var findings: [Finding] = []
    var known: [Finding: UInt32] = [:]
    var failure: GitError?
  }

  private static let batch = 1024
  private static let names = [PolicyFileName.path, PolicyFileName.mailmap].map { [UInt8]($0.utf8) }

  /// Where the repository can be opened once more; `nil` where it can't.
  private let path: String?
  private let work = Mutex(Work())
  private let answer = Mutex(Answer())
  private let wake = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let isRunning = Mutex(false)

  package init(path: String?) { self.path = path }

  /// Takes the next root tree of the line.
  func visit(_ tree: ObjectID) {
    let count = work.withLock { work in
      work.trees.append(tree)
      return work.trees.count
    }
    guard path != nil, count >= Self.batch else { return }
    start()
    wake.signal()
  }

  /// Returns what the trees hold, newest first, as places in the findings.
  ///
  /// - Throws: ``GitError`` if a tree can't be read. There is no partial result.
  func finish(_ repository: Repository) throws(GitError) -> (places: [UInt32], findings: [Finding]) {
    let left = work.withLock { work in
      work.isFinished = true
      return isRunning.withLock { $0 } ? [] : work.trees
    }
    if isRunning.withLock({ $0 }) {
      wake.signal()
      ended.wait()
    } else {
      look(into: left, repository)
    }
    return try answer.withLock { answer throws(GitError) in
      if let failure = answer.failure { throw failure }
      return (answer.places, answer.findings)
    }
  }

  private func start() {
    let isNew = isRunning.withLock { running in
      defer { running = true }
      return !running
    }
    guard isNew else { return }
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      run()
      ended.signal()
    }
  }

  private func run() {
    do throws(GitError) {
      let repository = try Repository(apartFrom: path ?? "")
      while true {
        wake.wait()
        let (trees, isFinished) = work.withLock { work in
          defer { work.trees.removeAll(keepingCapacity: true) }
          return (work.trees, work.isFinished)
        }
        look(into: trees, repository)
        if isFinished { return }
      }
    } catch {
      answer.withLock { $0.failure = $0.failure ?? error }
    }
  }

  private func look(into trees: [ObjectID], _ repository: Repository) {
    answer.withLock { answer in
      guard answer.failure == nil else { return }
      do throws(GitError) {
        for tree in trees {
          let entries = try repository.entries(Self.names, of: tree)
          let finding = Finding(policy: entries[0], mailmap: entries[1])
          let place = answer.known[finding] ?? UInt32(answer.findings.count)
          if Int(place) == answer.findings.count {
            answer.findings.append(finding)
            answer.known[finding] = place
          }
          answer.places.append(place)
        }
      } catch {
        answer.failure = error
      }
    }
  }

  /// Looks into one tree, which need not be on the line.
  static func look(into tree: ObjectID, _ repository: Repository) throws(GitError) -> Finding {
    let entries = try repository.entries(names, of: tree)
    return Finding(policy: entries[0], mailmap: entries[1])
  }
}
