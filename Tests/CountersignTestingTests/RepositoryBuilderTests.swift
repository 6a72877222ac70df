import CountersignTesting
import Foundation
import Testing

@Suite struct RepositoryBuilderTests {
  @Test func `gives the same ids on every machine`() throws {
    let repository = try RepositoryBuilder()
    let first = try repository.commit("Add login")
    let second = try repository.commit("Raise the limit", author: .bob, files: ["docs/a.txt": "1\n"])
    #expect(first == "abb25643d5d2bcf90303edf9cab2981581d32ad9")
    #expect(second == "b53a1e5ab8eb2c4d8cec8175dbbbc8bb557ebe18")
    #expect(
      try repository.git("log", "-1", "--format=%an <%ae> %ct %s")
        == "Bob Brown <bob@example.com> 1767607200 Raise the limit")
  }

  @Test func `writes files, removals, links, executables and submodules`() throws {
    let repository = try RepositoryBuilder()
    try repository.commit("one", files: ["a b\".txt": "1\n", "sub/é.txt": "2\n"])
    let id = String(repeating: "7", count: 40)
    try repository.commit(
      "two", files: ["sub/é.txt": nil],
      entries: ["run": .executable("#!/bin/sh\n"), "link": .symlink("run"), "module": .submodule(id)])
    let listing = try repository.git("ls-tree", "-r", "-z", "main").split(separator: "\0")
    let found = listing.map { $0.prefix(6) + " " + $0.drop { $0 != "\t" }.dropFirst() }
    #expect(found == ["100644 a b\".txt", "120000 link", "160000 module", "100755 run"])
  }

  @Test func `keeps the tree with no files, and gives each commit a file of its own otherwise`() throws {
    let repository = try RepositoryBuilder()
    let trees = try [nil, [:], nil].map { (files: [String: String?]?) in
      try repository.git("rev-parse", repository.commit("step", files: files) + "^{tree}")
    }
    #expect(trees[0] == trees[1])
    #expect(trees[1] != trees[2])
  }

  @Test func `starts another root where the parents are empty, and goes on from packed refs`() throws {
    let repository = try RepositoryBuilder()
    let first = try repository.commit("one")
    let root = try repository.commit("root", parents: [])
    #expect(try repository.git("rev-list", "--parents", "main") == root)
    try repository.pack()
    let next = try repository.commit("next")
    #expect(try repository.git("rev-list", "main") == "\(next)\n\(root)")
    #expect(try repository.git("cat-file", "-t", first) == "commit")
  }

  @Test func `keeps the bytes of a message`() throws {
    let repository = try RepositoryBuilder()
    let message: [UInt8] = [0x63, 0x61, 0x66, 0xe9, 0x0a, 0x00, 0x78]
    let id = try repository.commit(bytes: message, encoding: "ISO-8859-1")
    let bytes = try repository.bytes(of: id)
    #expect(bytes.suffix(message.count) == message[...])
    #expect(String(decoding: bytes, as: UTF8.self).contains("\nencoding ISO-8859-1\n\n"))
    #expect(try repository.rawCommit(bytes) == id)
    #expect(try repository.rawCommit(Array("nonsense".utf8)) != id)
  }

  @Test func `merges as git does, and says where it can't`() throws {
    let repository = try RepositoryBuilder()
    let base = try repository.commit("base", files: ["a": "1\n", "b": "1\n"])
    for name in ["one", "two", "three"] { try repository.branch(name, at: base) }
    try repository.commit("a", on: "one", files: ["a": "2\n"])
    try repository.commit("b", on: "two", files: ["b": "2\n"])
    try repository.commit("a again", on: "three", files: ["a": "3\n"])
    let octopus = try repository.merge(["one", "two"], message: "Merge two")
    #expect(try repository.git("show", "main:a", "main:b") == "2\n2")
    #expect(try repository.git("rev-list", "--parents", "-1", octopus).split(separator: " ").count == 4)
    #expect(try repository.git("fsck", "--strict", "--unreachable") == "")
    #expect(throws: TestingError.self) { try repository.merge("three") }
    #expect(try repository.tip(of: "main") == octopus)
    try repository.merge("three", files: ["a": "both\n"])
    #expect(try repository.git("show", "main:a") == "both")
  }

  @Test func `makes tags, notes, replacements and grafts that git understands`() throws {
    let repository = try RepositoryBuilder()
    let first = try repository.commit("one")
    let second = try repository.commit("two")
    try repository.tag("v1", at: first)
    let tag = try repository.tag("v2", at: second, annotated: 1_767_700_000, tagger: .cora)
    #expect(try repository.git("rev-parse", "v2", "v2^{}", "v1") == "\(tag)\n\(second)\n\(first)")
    #expect(
      try repository.git("for-each-ref", "--format=%(taggername) %(taggerdate:unix)", "refs/tags/v2")
        == "Cora Cole 1767700000")
    for text in ["first", "Verified+1: Bob\n"] { try repository.note(ref: "refs/notes/review", on: second, text: text) }
    #expect(try repository.git("notes", "--ref=review", "show", second) == "Verified+1: Bob")
    try repository.graft(second, parents: [])
    #expect(try repository.git("rev-list", "--count", "main") == "1")
    try repository.replace(second, with: first)
    #expect(try repository.git("log", "-1", "--format=%s", "main") == "one")
  }

  @Test func `damages and cuts history on request`() throws {
    let repository = try RepositoryBuilder(bare: false)
    let first = try repository.commit("one", files: ["a": "1\n"])
    try repository.commit("two", files: ["a": "2\n"])
    try repository.checkOut()
    #expect(try String(contentsOfFile: repository.path + "/a", encoding: .utf8) == "2\n")
    let clone = try repository.shallowClone(depth: 1)
    #expect(try repository.git("--git-dir=\(clone)", "rev-list", "--count", "main") == "1")
    try repository.removeObject(first)
    #expect(try repository.run(["rev-list", "main"]).status != 0)
    #expect(throws: (any Error).self) { try repository.removeObject(first) }
  }

  @Test func `removes its folder`() throws {
    var repository: RepositoryBuilder? = try RepositoryBuilder()
    let path = try #require(repository?.path)
    #expect(FileManager.default.fileExists(atPath: path + "/HEAD"))
    repository = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
