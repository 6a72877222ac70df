/// A signed note about a log's tree: its size and its root (C2SP `tlog-checkpoint` and `signed-note`).
struct RekorCheckpoint: Hashable {
  /// What the signature is over.
  let text: [UInt8]
  let size: Int64
  let root: [UInt8]
  /// The first bytes of the key's id.
  let hint: [UInt8]
  let signature: [UInt8]

  /// Reads a note with exactly one signature: of a second one nothing would say whether it was altered.
  init(_ note: String) throws(SigstoreFault) {
    guard let read = Self.read(note) else { throw .unknown("the checkpoint of the log entry's proof can't be read") }
    self = read
  }

  private init(text: [UInt8], size: Int64, root: [UInt8], hint: [UInt8], signature: [UInt8]) {
    self.text = text
    self.size = size
    self.root = root
    self.hint = hint
    self.signature = signature
  }

  private static func read(_ note: String) -> RekorCheckpoint? {
    let bytes = Array(note.utf8)
    guard bytes.count <= 1 << 14, bytes.last == 0x0A else { return nil }
    let lines = bytes.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count >= 5, let blank = lines.firstIndex(where: \.isEmpty), blank >= 3, blank == lines.count - 2
    else { return nil }
    let number = String(decoding: lines[1], as: UTF8.self)
    guard let size = Int64(number), size > 0, String(size) == number, let root = base64(lines[2]), root.count == 32
    else { return nil }
    let dash = Array("\u{2014} ".utf8), last = lines[lines.count - 1]
    guard last.starts(with: dash), let space = last.dropFirst(dash.count).lastIndex(of: 0x20) else { return nil }
    let name = last[(last.startIndex + dash.count)..<space], origin = lines[0]
    // Rekor's origin is its name and the number of its tree.
    guard !name.isEmpty, origin.elementsEqual(name) || origin.starts(with: name + Array(" - ".utf8)),
      let signed = base64(last[(space + 1)...]), signed.count > 4
    else { return nil }
    let text = Array(lines[..<blank].joined(separator: [0x0A])) + [0x0A]
    return RekorCheckpoint(
      text: text, size: size, root: root, hint: Array(signed.prefix(4)), signature: Array(signed.dropFirst(4)))
  }

  private static func base64(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard let bytes = Base64.decode(text), Base64.encode(bytes).utf8.elementsEqual(text) else { return nil }
    return bytes
  }
}
