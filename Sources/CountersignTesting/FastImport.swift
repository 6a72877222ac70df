/// A stream for `git fast-import`, which makes objects and moves refs in one process.
struct FastImport {
  private(set) var bytes: [UInt8] = []

  mutating func line(_ text: String) {
    bytes += Array(text.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  mutating func data(_ content: [UInt8]) {
    line("data \(content.count)")
    bytes += content
    bytes.append(UInt8(ascii: "\n"))
  }

  mutating func person(_ role: String, _ identity: Identity, at date: Int64) {
    line("\(role) \(identity.description) \(date) +0000")
  }

  /// Writes the changes in the order of their paths, removals first.
  mutating func change(_ files: [String: FileEntry]) {
    let files = files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (path, entry) in files where entry == .removed { line("D \(quoted(path))") }
    for (path, entry) in files {
      switch entry {
      case .text(let text): inline("100644", path, Array(text.utf8))
      case .bytes(let bytes): inline("100644", path, bytes)
      case .executable(let text): inline("100755", path, Array(text.utf8))
      case .symlink(let target): inline("120000", path, Array(target.utf8))
      case .submodule(let id): line("M 160000 \(id) \(quoted(path))")
      case .removed: break
      }
    }
  }

  private mutating func inline(_ mode: String, _ path: String, _ content: [UInt8]) {
    line("M \(mode) inline \(quoted(path))")
    data(content)
  }

  private func quoted(_ path: String) -> String {
    var result = "\""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += "\\" + String(UnicodeScalar(byte))
      case 0x20..<0x7f: result += String(UnicodeScalar(byte))
      default:
        let digits = String(byte, radix: 8)
        result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }
    }
    return result + "\""
  }
}
