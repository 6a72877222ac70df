import Foundation

extension RepositoryBuilder {
  /// Returns the full name of a branch; a name that begins with `refs/` is full already.
  func refName(_ branch: String) -> String { branch.hasPrefix("refs/") ? branch : "refs/heads/\(branch)" }

  func isFullID(_ text: String) -> Bool {
    [40, 64].contains(text.utf8.count) && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  /// Returns the id of what a full id, a branch, a ref or any other of git's expressions names.
  ///
  /// A full id is taken as it is: its object need not exist.
  package func resolve(_ name: String) throws -> String {
    if isFullID(name) { return name }
    if let id = storedTip(refName(name)) { return id }
    return try git("rev-parse", "--verify", "--end-of-options", name)
  }

  /// Returns the id that a ref has now, or `nil` where it doesn't exist.
  package func tip(of branch: String) throws -> String? {
    let ref = refName(branch)
    if let id = storedTip(ref) { return id }
    let places = ["packed-refs", ref].map { "\(gitDirectory)/\($0)" }
    if !places.contains(where: FileManager.default.fileExists(atPath:)) { return nil }
    let output = try run(["rev-parse", "--verify", "--quiet", "--end-of-options", ref])
    switch output.status {
    case 0: return String(output.stdout.dropLast())
    case 1: return nil
    default: throw TestingError("git rev-parse \(ref): status \(output.status)\n\(output.stderr)")
    }
  }

  /// Reads a loose ref without a process. Anything unusual is left to git.
  private func storedTip(_ ref: String) -> String? {
    guard let data = FileManager.default.contents(atPath: "\(gitDirectory)/\(ref)") else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    guard text.hasSuffix("\n"), isFullID(String(text.dropLast())) else { return nil }
    return String(text.dropLast())
  }
}
