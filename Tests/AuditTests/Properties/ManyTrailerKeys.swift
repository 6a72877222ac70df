import Testing

@Suite struct ManyTrailerKeys {
  @Test func `no trailer key of forty is dropped`() throws {
    let scenario = try Scenario(PolicyText(keys: (1...39).map { "Review-\($0)" }))
    try scenario.commit("C", "Review-1: Bob Noyce <bob@example.com>\n\(Say.tested)")
    try scenario.commit("D", "Review-39: Bob Noyce <bob@example.com>\n\(Say.tested)")
    #expect(try scenario.verdicts() == ["C: pass (claim)", "D: pass (claim)"])
  }

  @Test func `a policy with more is refused, and then nothing is judged by it`() throws {
    let scenario = try Scenario(PolicyText(keys: (1...100).map { "Review-\($0)" }))
    try scenario.commit("C", "Review-1: Bob Noyce <bob@example.com>\n\(Say.tested)")
    #expect(try scenario.verdicts() == ["C: unknown policy-ambiguous"])
  }
}
