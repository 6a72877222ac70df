import Testing

@testable import Evidence
@testable import Policy

/// Approvals in messages that are no trailers.
@Suite struct MessageApprovalsTests {
  private func told(_ form: MessageForm, _ message: String) -> [String] {
    MessageApprovals.find([form], in: Array(message.utf8)).map {
      "\($0.person): \($0.decision)" + ($0.commit.map { " of \($0)" } ?? "")
        + ($0.isOfOneAmongSeveral ? ", one of several" : "")
    }
  }

  @Test func `the list of a merge script names who looked at which commit`() {
    let message = """
      Merge bitcoin/bitcoin#1: Fix it

      1111111 Fix it (Ada)

      Pull request description:

        ACKs for top commit:
          not a name

      ACKs for top commit:
        bob:
          ACK fa1b2c3d
        cora:
          Code review ACK fa1b2c3d4e - nice
        dan:
          Concept ACK
        eve:
          NACK fa1b2c3d

      Tree-SHA512: 00
      """
    #expect(
      told(.acks, message) == [
        "@bob: approved of fa1b2c3d", "@cora: approved of fa1b2c3d4e", #"@dan: remark("Concept ACK")"#,
        "@eve: rejected of fa1b2c3d",
      ])
    #expect(
      told(.acks, "M\n\nACKs for top commit:\n  eve:\n    NACK\n  dan:\n    ACK\n") == [
        "@eve: rejected", "@dan: approved of ",
      ])
    #expect(told(.acks, "Title\n\n  bob:\n    ACK fa1b2c3d\n") == [])
  }

  @Test func `bors names reviewers, and one batch is no approval of all its parts by each`() {
    #expect(told(.bors, "Merge #12\n\n12: Fix r=ada,bob a=cora\n") == ["@ada: approved", "@bob: approved"])
    #expect(told(.bors, "Auto merge of #12 - dan:x, r=ada\n\nr=eve in prose") == ["@ada: approved"])
    #expect(told(.bors, "Bug 12 - Fix. r=ada") == ["@ada: approved"])
    #expect(
      told(.bors, "Merge #12 #13\n\n12: Fix r=ada a=x\n13: More a=eve\n") == ["@ada: approved, one of several"])
  }

  @Test func `Phabricator's line names people, and projects are none`() {
    #expect(
      told(.phabricator, "Fix\n\nReviewed By: ada, #team, bob@example.com\n\nDifferential Revision: https://x/D1")
        == ["@ada: approved", "bob@example.com: approved"])
    #expect(told(.phabricator, "Reviewed By: ada") == [])
  }

  @Test func `a message of any size is bounded`() {
    let many = "Merge\n\nACKs for top commit:\n" + String(repeating: "  a:\n    ACK 1234567\n", count: 5000)
    #expect(told(.acks, many).count == MessageApprovals.most)
  }
}
