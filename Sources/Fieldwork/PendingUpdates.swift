import Diagnostics
import Evidence
import GitStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder `countersign/pending` in the server's git directory, by which pre-receive speaks to post-receive.
///
/// Files are there whole or not at all, also after a loss of power. Those of pushes that failed after they were judged
/// are removed after a day.
struct PendingUpdates {
  private let folder: String
  private let parent: String
  private static let keptFor = 86_400
  /// More files than this are not looked at in one go.
  private static let most = 10_000

  init(_ repository: Repository) {
    parent = repository.commonDirectory + "countersign"
    folder = parent + "/pending"
  }

  /// - Throws: ``Stopped`` where the file can't be kept: then the ledger could not show by which evidence was judged.
  func leave(_ update: PendingUpdate) throws(Stopped) {
    do throws(FileBytes.Failure) {
      for path in [parent, folder] where mkdir(path, 0o777) != 0 && errno != EEXIST {
        throw FileBytes.Failure(number: errno)
      }
      try FileBytes.replace(path(update.name), with: update.bytes, flushing: true)
    } catch {
      throw Stopped(
        Diagnostic(
          .error, "ledger-not-written", "the server can't keep by which evidence this push was judged",
          places: [.named(folder)], notes: ["\(error)"],
          help: ["an administrator of the server makes the folder writable for whoever runs git there"]))
    }
    removeOld()
  }

  func read(_ update: HookUpdate) -> PendingUpdate? {
    let name = PendingUpdate.name(ref: update.ref, old: update.old, new: update.new)
    guard let bytes = try? FileBytes.read(path(name)), let pending = PendingUpdate(bytes: bytes),
      pending.name == name
    else { return nil }
    return pending
  }

  func remove(_ update: HookUpdate) {
    unlink(path(PendingUpdate.name(ref: update.ref, old: update.old, new: update.new)))
  }

  /// Returns whether an update that moved a ref on from `old` was judged in the last `seconds` and not recorded yet.
  func isComing(_ ref: String, from old: ObjectID?, within seconds: Int) -> Bool {
    names().contains { name in
      guard let age = age(of: name), age <= seconds, let bytes = try? FileBytes.read(path(name)),
        let pending = PendingUpdate(bytes: bytes)
      else { return false }
      return pending.ref == ref && pending.old == old
    }
  }

  private func removeOld() {
    for name in names() where age(of: name).map({ $0 > Self.keptFor }) ?? false { unlink(path(name)) }
  }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }

  private func age(of name: String) -> Int? {
    var status = stat()
    guard stat(path(name), &status) == 0 else { return nil }
    #if canImport(Glibc)
      let modified = status.st_mtim.tv_sec
    #else
      let modified = status.st_mtimespec.tv_sec
    #endif
    return time(nil) - modified
  }

  private func names() -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while names.count < Self.most, let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          String(cString: $0)
        }
      }
      if name.hasSuffix(".json") || name.hasSuffix(".tmp") { names.append(name) }
    }
    return names
  }
}
