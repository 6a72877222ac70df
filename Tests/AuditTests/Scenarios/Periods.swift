import Testing

/// `docs/scenarios.md`, "Time".
@Suite struct Periods {
  @Test func `a clock running backwards changes nothing`() throws {
    // main  B---C---D       C: dated 2026-03-02; D: dated 2026-02-27
    let scenario = try Scenario(date: day("2026-03-01"))
    try scenario.commit("C", Say.both, date: day("2026-03-02"))
    try scenario.commit("D", Say.both, date: day("2026-02-27"))
    #expect(try scenario.verdicts() == ["C: pass (claim)", "D: pass (claim)"])
  }

  @Test func `a forged date at the edge of a period hides nothing`() throws {
    // main  B---C---D---E   B: 2025-12-10; C: 2025-12-24, made in January
    //                       D: 2026-01-20; E: 2026-03-05
    let scenario = try Scenario(date: day("2025-12-10"))
    try scenario.commit("C", Say.both, date: day("2025-12-24"))
    try scenario.commit("D", Say.both, date: day("2026-01-20"))
    try scenario.commit("E", Say.both, date: day("2026-03-05"))
    #expect(try scenario.report("2025-Q4") == (["B", "C"], ""))
    #expect(try scenario.report("2026-Q1") == (["D", "E"], ""))
  }

  @Test func `a forged date inside a period hides nothing`() throws {
    // main  B---C---D---E   B: 2025-12-10; C: 2026-01-20
    //                       D: 2025-12-24, made in February; E: 2026-03-05
    let scenario = try Scenario(date: day("2025-12-10"))
    try scenario.commit("C", Say.both, date: day("2026-01-20"))
    try scenario.commit("D", Say.both, date: day("2025-12-24"))
    try scenario.commit("E", Say.both, date: day("2026-03-05"))
    #expect(try scenario.report("2026-Q1") == (["C", "D", "E"], "D"))
  }

  @Test func `two neighbouring periods leave no gap`() throws {
    // main  B---C---D---E---F
    // B 2025-12-10, C 2026-03-20, D 2026-04-02, E 2026-03-30, F 2026-04-15
    let scenario = try Scenario(date: day("2025-12-10"))
    for (name, date) in [("C", "2026-03-20"), ("D", "2026-04-02"), ("E", "2026-03-30"), ("F", "2026-04-15")] {
      try scenario.commit(name, Say.both, date: day(date))
    }
    #expect(try scenario.report("2026-Q1") == (["C", "D", "E"], "D"))
    #expect(try scenario.report("2026-Q2") == (["D", "E", "F"], "E"))
  }
}
