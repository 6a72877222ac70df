#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Removes what is half-written when a signal ends the program. SIGKILL can't be caught: what it leaves is no report.
enum Interruption {
  /// Has a folder removed by SIGINT, SIGTERM and SIGHUP, and the files in it that are named from now on.
  static func watch(folder: String) {
    forget()
    remember(folder)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // What was ignored before stays so, as under nohup.
      let before = signal(number, removeAndEnd)
      if isSame(before, SIG_IGN) { signal(number, SIG_IGN) }
    }
  }

  /// Functions of C aren't `Equatable`.
  private static func isSame<Handler>(_ a: Handler, _ b: Handler) -> Bool {
    unsafeBitCast(a, to: Int.self) == unsafeBitCast(b, to: Int.self)
  }

  /// Has a file of that folder removed too.
  static func watch(file: String) { remember(file) }

  /// Has nothing removed any more.
  static func forget() { watchedCount = 0 }

  private static func remember(_ path: String) {
    guard watchedCount < mostWatched, let copy = strdup(path) else { return }
    // The copy stays: the handler may be reading it. The place first, then the count, which the handler looks at.
    watched[watchedCount] = copy
    watchedCount += 1
  }
}

// Made before any signal is handled: a handler can't wait for a value to be made.
private let mostWatched = 256
nonisolated(unsafe) private let watched = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
  capacity: mostWatched)
nonisolated(unsafe) private var watchedCount = 0

/// Calls nothing but what a handler may call (signal-safety(7)).
private func removeAndEnd(_ number: Int32) {
  var index = watchedCount - 1
  while index > 0 {
    if let path = watched[index] { unlink(path) }
    index -= 1
  }
  if watchedCount > 0, let folder = watched[0] { rmdir(folder) }
  signal(number, SIG_DFL)
  raise(number)
}
