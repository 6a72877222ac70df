#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A turn at writing: while it lasts, other writers of this kind on the same repository wait.
///
/// It spares work and keeps the order fair, nothing more: what makes an update safe is ``Repository/swap(_:from:to:log:)``.
/// So where the file system knows no locks, or the wait is too long, a writer goes on without one. The system ends the
/// turn with the process, however that ends; no file is left behind.
package struct WritingTurn: ~Copyable {
  private let descriptor: Int32

  /// Waits for a turn, at most for `patience` seconds.
  package init(in repository: Repository, patience: Double = 30) {
    descriptor = open(repository.commonDirectory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    let start = ContinuousClock.now
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, ContinuousClock.now - start < .seconds(patience) else { return }
      usleep(UInt32.random(in: 1000...8000))
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
