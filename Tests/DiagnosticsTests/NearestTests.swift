import Diagnostics
import Testing

@Suite struct NearestTests {
  private static let words = ["approval", "production", "people", "tests", "timing", "evidence", "version", "id"]

  @Test(
    arguments: [
      ("approvals", "approval"), ("aproval", "approval"), ("Approval", "approval"), ("APPROVEL", "approval"),
      ("prodcution", "production"), ("poeple", "people"), ("test", "tests"), ("timin", "timing"),
      ("vresion", "version"), ("ids", "id"), ("ID", "id"),
    ])
  func `a slip is told from the word that was meant`(word: String, meant: String) {
    #expect(Self.words.nearest(to: word) == meant)
  }

  @Test(arguments: ["", "x", "xyz", "reviewers", "staging", "approvalapproval", "production.branch"])
  func `what is near to nothing gives nothing`(word: String) {
    #expect(Self.words.nearest(to: word) == nil)
  }

  @Test func `of two that are as near, the first by alphabet is given`() {
    #expect(["bat", "cat"].nearest(to: "aat") == "bat")
    #expect(["cat", "bat"].nearest(to: "aat") == "bat")
    #expect([String]().nearest(to: "aat") == nil)
  }

  @Test(
    arguments: [
      ("", "", 0), ("a", "", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("flaw", "lawn", 2), ("same", "same", 0),
      ("ab", "ba", 2), ("é", "e", 1),
    ])
  func `a distance counts single characters, from either side`(first: String, second: String, distance: Int) {
    #expect(editDistance(first, second) == distance)
    #expect(editDistance(second, first) == distance)
  }

  @Test(.timeLimit(.minutes(20))) func `a word of a million characters costs no more than a short one`() {
    let long = String(repeating: "approval", count: 125_000)
    #expect(Self.words.nearest(to: long) == nil)
    #expect(editDistance(long, long + "x") == 0)
  }
}
