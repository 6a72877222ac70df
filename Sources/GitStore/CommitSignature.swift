/// What stands in a commit object as its signature.
package enum CommitSignature: Hashable, Sendable {
  case none
  case one(SignedBytes)
  /// There is something, and it can't be told what would have to be checked.
  case unreadable(String)

  package struct SignedBytes: Hashable, Sendable {
    /// As the header has it, without the spaces that continue it.
    package var signature: [UInt8]
    /// The commit object without the header: what was signed.
    package var payload: [UInt8]
  }
}

extension Repository {
  /// Returns the signature of a commit, as git's `parse_signed_commit` takes it out of the header.
  ///
  /// Not by `git_commit_extract_signature`: that one looks into the message too, ends what was signed at a NUL, and
  /// takes the first of several signatures.
  package func signature(of commit: ObjectID) throws(GitError) -> CommitSignature {
    try withObject(commit, .commit) { bytes throws(GitError) in CommitSignature(bytes) }
  }
}

extension CommitSignature {
  private static let field = Array("gpgsig".utf8)

  /// Only the one header that git writes for the object format at hand counts: `gpgsig-sha256` is over another form of
  /// the commit, whose ids aren't these.
  init(_ bytes: UnsafeRawBufferPointer) {
    var signature: [UInt8]?
    var payload: [UInt8] = []
    var isInside = false
    var position = 0
    while position < bytes.count, bytes[position] != 0x0A {
      let end = bytes[position...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      let line = UnsafeRawBufferPointer(rebasing: bytes[position..<end])
      position = end
      if isInside, line.first == 0x20 {
        signature?.append(contentsOf: line.dropFirst())
        continue
      }
      isInside = false
      guard line.starts(with: Self.field) else {
        payload.append(contentsOf: line)
        continue
      }
      guard line.count > Self.field.count, line[Self.field.count] == 0x20 else {
        let name = line.prefix { $0 != 0x20 && $0 != 0x0A }.prefix(40)
        self = .unreadable(
          "the commit has the header `\(String(decoding: name, as: UTF8.self))`, which can't be checked")
        return
      }
      if signature != nil {
        self = .unreadable("the commit has several signatures")
        return
      }
      signature = [UInt8](line.dropFirst(Self.field.count + 1))
      isInside = true
    }
    guard let signature else {
      self = .none
      return
    }
    payload.append(contentsOf: bytes[position...])
    self = .one(SignedBytes(signature: signature, payload: payload))
  }
}
