import CountersignTesting
import Testing

@testable import GitStore

/// Commits built byte by byte, as no git would write them.
@Suite struct CommitViewTests {
  private static let tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
  private static let author = "author Ada Lovelace <ada@example.com> 1767603600 +0000\n"
  private static let committer = "committer Bob Noyce <bob@example.com> 1767607200 +0100\n"
  private static let plain = "tree \(tree)\n\(author)\(committer)\nTitle\n\nBody\n"

  private static let anyID = ObjectID(hex: tree) ?? .zero

  private static func read(_ bytes: [UInt8]) throws(GitError) -> Commit {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(GitError) in Commit(try CommitView(bytes, id: anyID)) }
    }
    return try result.get()
  }

  private static func read(_ text: String) throws(GitError) -> Commit { try read(Array(text.utf8)) }

  @Test func `a plain commit is read whole`() throws {
    let commit = try Self.read(Self.plain)
    #expect(commit.tree.description == Self.tree)
    #expect(commit.parents.isEmpty)
    #expect(commit.author == Array("Ada Lovelace <ada@example.com>".utf8))
    #expect(commit.authoredAt == 1_767_603_600)
    #expect(commit.committer == Array("Bob Noyce <bob@example.com>".utf8))
    #expect(commit.committedAt == 1_767_607_200)
    #expect(commit.message == Array("Title\n\nBody\n".utf8))
    #expect(commit.encoding.isEmpty)
    #expect(!commit.isSigned)
  }

  @Test(
    arguments: [
      "", "\n", "tree", "tree \n", "tree \(tree)", "tree \(tree)\n", "tree \(tree)0\n\(author)\(committer)\n",
      "tree \(tree.dropLast())\n\(author)\(committer)\n", "tree \(tree.dropLast())g\n\(author)\(committer)\n",
      "\(author)\(committer)\nTitle\n", "tree \(tree)\n\(committer)\nTitle\n", "tree \(tree)\n\(author)\nTitle\n",
      "tree \(tree)\nparent \n\(author)\(committer)\n", "tree \(tree)\nparent \(tree)1\n\(author)\(committer)\n",
      "tree \(tree)\nparent \(tree.dropLast())\n\(author)\(committer)\n",
      "parent \(tree)\ntree \(tree)\n\(author)\(committer)\n",
      "tree \(tree)\nparent \(tree)", " tree \(tree)\n\(author)\(committer)\n",
      "tree\t\(tree)\n\(author)\(committer)\n",
    ])
  func `a header that is out of shape is an error that names the object`(text: String) {
    let error = #expect(throws: GitError.self) { try Self.read(text) }
    #expect(error?.object == Self.anyID)
  }

  @Test(
    arguments: [
      ("Ada <ada@example.com> 1767603600 +0000", "Ada <ada@example.com>", 1_767_603_600),
      ("Ada <ada@example.com>", "Ada <ada@example.com>", 0),
      ("Ada <ada@example.com> ", "Ada <ada@example.com>", 0),
      ("Ada <ada@example.com> soon", "Ada <ada@example.com>", 0),
      ("Ada <ada@example.com>   12 +0000", "Ada <ada@example.com>", 12),
      ("Ada <ada@example.com> 12", "Ada <ada@example.com>", 12),
      ("Ada <ada@example.com> -12 +0000", "Ada <ada@example.com>", -12),
      ("Ada <ada@example.com> 9223372036854775807 +0000", "Ada <ada@example.com>", Int64.max),
      ("Ada <ada@example.com> 9223372036854775808 +0000", "Ada <ada@example.com>", 0),
      ("Ada <ada@example.com> 99999999999999999999999999 +0000", "Ada <ada@example.com>", 0),
      ("Ada <ada@example.com> 12 +9999", "Ada <ada@example.com>", 12),
      ("Ada <a> <ada@example.com> 12 +0000", "Ada <a> <ada@example.com>", 12),
      ("Ada <ada@example.com>> 12 +0000", "Ada <ada@example.com>>", 12),
      ("<> 12 +0000", "<>", 12),
      ("> 12", ">", 12),
      ("Ada", "Ada", 0),
      ("", "", 0),
    ] as [(String, String, Int64)])
  func `a person's line that is out of shape costs no more than what can't be read of it`(
    line: String, identity: String, seconds: Int64
  ) throws {
    let commit = try Self.read("tree \(Self.tree)\nauthor \(line)\ncommitter \(line)\n\nTitle\n")
    #expect(String(decoding: commit.author, as: UTF8.self) == identity)
    #expect(commit.authoredAt == seconds)
    #expect(commit.committer == commit.author)
    #expect(commit.committedAt == seconds)
    #expect(commit.message == Array("Title\n".utf8))
  }

  @Test func `encoding and signature are found among other headers`() throws {
    let signature = "gpgsig -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n encoding KOI8-R\n -----END SSH SIGNATURE-----\n"
    let header = "tree \(Self.tree)\n\(Self.author)\(Self.committer)"
    let commit = try Self.read("\(header)encoding ISO-8859-1\nmergetag x\n y\n\(signature)\nTitle\n\nencoding X\n")
    #expect(commit.encoding == Array("ISO-8859-1".utf8))
    #expect(commit.isSigned)
    #expect(commit.message == Array("Title\n\nencoding X\n".utf8))
    // In the message such lines are text.
    let unsigned = try Self.read("\(header)\ngpgsig x\nencoding X\n")
    #expect(!unsigned.isSigned && unsigned.encoding.isEmpty)
  }

  @Test func `a message ends at a NUL, and may be missing`() throws {
    let header = Array("tree \(Self.tree)\n\(Self.author)\(Self.committer)".utf8)
    #expect(try Self.read(header + Array("\nTitle\n\0Reviewed-by: Bob\n".utf8)).message == Array("Title\n".utf8))
    #expect(try Self.read(header + Array("\n".utf8)).message.isEmpty)
    #expect(try Self.read(header).message.isEmpty)
    #expect(try Self.read(header + Array("gpgsig x".utf8)).message.isEmpty)
    // A NUL in a name is part of the line.
    let named = try Self.read(Array("tree \(Self.tree)\nauthor A\0B <a> 7 +0000\n\(Self.committer)\nTitle\n".utf8))
    #expect(named.author == Array("A\0B <a>".utf8))
    #expect(named.authoredAt == 7)
  }

  @Test func `a hundred thousand parents are read in order`() throws {
    let parents = (0..<100_000).map { String(repeating: "0", count: 34) + String(100_000 + $0) }
    let lines = parents.map { "parent \($0)\n" }.joined()
    let commit = try Self.read("tree \(Self.tree)\n\(lines)\(Self.author)\(Self.committer)\nTitle\n")
    #expect(commit.parents.map(\.description) == parents)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `no bytes at all crash the reader`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let people = Self.author + Self.committer
    let whole = Array("tree \(Self.tree)\nparent \(Self.tree)\n\(people)encoding x\ngpgsig a\n b\n\nTitle\n".utf8)
    for count in whole.indices { _ = try? Self.read(Array(whole[..<count])) }
    var readable = 0
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0...random.below(4) {
        let place = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[place] = UInt8(random.below(256))
        case 1: bytes.remove(at: place)
        default: bytes.insert([0x0A, 0x20, 0, 0x3E, 0x2D][random.below(5)], at: place)
        }
      }
      if (try? Self.read(bytes)) != nil { readable += 1 }
    }
    #expect((1..<2000).contains(readable))
  }

  @Test func `an object is missing, of another kind or damaged: each is an error, and none an end`() throws {
    let builder = try RepositoryBuilder()
    let first = try builder.commit("First")
    let second = try builder.commit("Second")
    let blob = try builder.rawObject("blob", Array("text".utf8))
    let repository = try Repository(opening: builder.path)
    func error(_ id: String) throws -> GitError? {
      let id = try #require(ObjectID(hex: id))
      return #expect(throws: GitError.self) { try repository.commit(id) }
    }
    try builder.removeObject(first)
    #expect(try error(first)?.isNotFound == true)
    #expect(try error(blob)?.isNotFound == false)
    // A whole object in the place of another is not taken for it.
    let other = try builder.bytes(of: second)
    let copy = try builder.rawCommit(other + Array("more\n".utf8))
    let swapped = try swap(second, copy, in: builder)
    #expect(swapped)
    #expect(try error(second)?.object?.description == second)
  }

  /// Puts the file of one loose object in the place of another's.
  private func swap(_ target: String, _ source: String, in builder: RepositoryBuilder) throws -> Bool {
    let path = "\(builder.gitDirectory)/objects/\(source.prefix(2))/\(source.dropFirst(2))"
    let file = try FileBytesForTests.read(path)
    try builder.overwriteObject(target, with: file)
    return !file.isEmpty
  }
}
