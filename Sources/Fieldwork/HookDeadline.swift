#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ends the process where a hook takes longer than it may, whatever it is doing then.
///
/// What a hook writes is there whole or not at all, so it may be ended at any moment.
package enum HookDeadline {
  nonisolated(unsafe) private static var last: (text: UnsafeMutableBufferPointer<UInt8>, status: Int32)?

  /// Starts anew: the limit given last counts.
  ///
  /// - Parameters:
  ///   - text: Written to standard error when the time is up.
  ///   - status: The exit status then.
  package static func start(seconds: Int, saying text: String, status: Int32) {
    // Nothing is counted while the words change.
    alarm(0)
    last?.text.deallocate()
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
    _ = bytes.initialize(from: text.utf8)
    last = (bytes, status)
    signal(SIGALRM) { _ in
      // Only what a handler of signals may do.
      guard let last = HookDeadline.last else { _exit(2) }
      _ = write(STDERR_FILENO, last.text.baseAddress, last.text.count)
      _exit(last.status)
    }
    alarm(UInt32(seconds))
  }

  /// Lets the process run as long as it wants to.
  package static func stop() { alarm(0) }
}
