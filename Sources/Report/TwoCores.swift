import Dispatch
import Synchronization

/// Pieces of work that don't need one another, done by this thread and a second one. Which of the two does a piece changes
/// nothing of what it gives.
enum TwoCores {
  /// Does all of them, each once, in about the order in which they are given: the longest ones belong first.
  static func run(_ works: [@Sendable () -> Void]) {
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      while true {
        let work = next.withLock { next -> (@Sendable () -> Void)? in
          defer { next += 1 }
          return next < works.count ? works[next] : nil
        }
        guard let work else { return }
        work()
      }
    }
  }
}
