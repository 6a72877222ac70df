import CountersignTesting
import GitStore
import Testing

/// What stands in a commit as its signature. Whether it is good is not asked here.
@Suite struct CommitSignatureTests {
  private static let head =
    "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n"

  private func signature(_ text: String) throws -> CommitSignature {
    let builder = try RepositoryBuilder()
    let id = try builder.rawCommit(Array(text.utf8))
    return try Repository(opening: builder.path).signature(of: try #require(ObjectID(hex: id)))
  }

  private func one(_ text: String) throws -> (signature: String, payload: String) {
    guard case .one(let signed) = try signature(text) else { throw TestingError("not one signature: \(text)") }
    return (String(decoding: signed.signature, as: UTF8.self), String(decoding: signed.payload, as: UTF8.self))
  }

  @Test func `a signature is taken out of the header, and all else is what was signed`() throws {
    let found = try one(Self.head + "gpgsig one\n two\n \n three\nencoding x\n\nTitle\n\nBody\0more\n")
    #expect(found.signature == "one\ntwo\n\nthree\n")
    #expect(found.payload == Self.head + "encoding x\n\nTitle\n\nBody\0more\n")
  }

  @Test func `what looks like a signature in the message or in another header is none`() throws {
    let message = Self.head + "\ngpgsig one\n two\n\nTitle\n"
    #expect(try signature(message) == .none)
    #expect(try signature(Self.head + "mergetag object 1\n gpgsig one\n two\n\nTitle\n") == .none)
    let found = try one(Self.head + "mergetag object 1\n gpgsig no\ngpgsig yes\n\ngpgsig no\n")
    #expect(found.signature == "yes\n")
    #expect(found.payload == Self.head + "mergetag object 1\n gpgsig no\n\ngpgsig no\n")
  }

  @Test(arguments: [
    "gpgsig one\ngpgsig two\n", "gpgsig one\nencoding x\ngpgsig two\n", "gpgsig-sha256 one\n",
    "gpgsig one\ngpgsig-sha256 two\n", "gpgsig-sha256 one\n two\ngpgsig three\n", "gpgsigned one\n", "gpgsig\n",
  ])
  func `what can't be told apart is unreadable, and never no signature`(header: String) throws {
    guard case .unreadable = try signature(Self.head + header + "\nTitle\n") else {
      Issue.record("\(header)")
      return
    }
  }

  @Test func `a commit without a message and one that ends in its signature are read`() throws {
    #expect(try one(Self.head + "gpgsig one\n").payload == Self.head)
    #expect(try one(Self.head + "gpgsig one\n two").signature == "one\ntwo")
    #expect(try signature(Self.head) == .none)
  }
}
