import Synchronization

/// Runs what is written for concurrency, and needs none, to its end on this thread.
///
/// swift-certificates' verifier is `async` for the sake of policies that ask a network. Waiting for it with a lock
/// could block all of the pool's threads at once; here nothing waits.
enum InlineTask {
  private final class Executor: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
      UnownedJob(job).runSynchronously(on: asUnownedTaskExecutor())
    }
  }

  private final class Result<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }

  /// Returns `nil` where the operation waits for something that isn't on this thread.
  static func run<Value: Sendable>(_ operation: @escaping @Sendable () async -> Value) -> Value? {
    let result = Result<Value>()
    let executor = Executor()
    withExtendedLifetime(executor) {
      _ = Task.detached(executorPreference: executor) {
        let value = await operation()
        result.value.withLock { $0 = value }
      }
    }
    return result.value.withLock { $0 }
  }
}
