import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What stands where a hook belongs.
enum HookFile: Hashable {
  case absent
  /// Ours, as this version writes it, or as another did.
  case ours(isCurrent: Bool)
  /// Somebody else's, and whether it runs ours by itself, or could not run under another name.
  case another(callsOurs: Bool, asksItsName: Bool)

  /// The line of our scripts by which they are known.
  private static let mark = "# Written by `countersign hook install`"
  /// No script of ours is longer.
  private static let most = 65_536

  /// - Throws: ``Stopped`` where it can't be read: what is not known is neither replaced nor removed.
  init(_ path: String, script: String) throws(Stopped) {
    var status = stat()
    // A link that leads nowhere is somebody's too.
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw Self.unreadable(path, String(cString: strerror(errno))) }
      self = .absent
      return
    }
    guard stat(path, &status) == 0 else {
      self = .another(callsOurs: false, asksItsName: false)
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Self.unreadable(path, "it is no file") }
    guard status.st_size <= Self.most else {
      self = .another(callsOurs: false, asksItsName: false)
      return
    }
    do throws(FileBytes.Failure) {
      let bytes = try FileBytes.read(path)
      if bytes == Array(script.utf8) {
        self = .ours(isCurrent: true)
      } else {
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline)
        let calls = lines.contains { $0.contains("countersign hook run") && !$0.drop { $0 == " " }.hasPrefix("#") }
        let asks =
          text.contains("basename")
          && ["$0", "${0", "PROGRAM_NAME", "argv[0]", "__FILE__"].contains { text.contains($0) }
        self =
          lines.prefix(8).contains { $0.hasPrefix(Self.mark) }
          ? .ours(isCurrent: false) : .another(callsOurs: calls, asksItsName: asks)
      }
    } catch {
      throw Self.unreadable(path, "\(error)")
    }
  }

  var isOurs: Bool { if case .ours = self { true } else { false } }

  private static func unreadable(_ path: String, _ why: String) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "output-not-written", "what stands in a hook's place can't be read", places: [.named(path)],
        notes: [why], help: ["mend that and run it again; nothing was changed there"]))
  }
}
