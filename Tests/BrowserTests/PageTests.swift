import Testing

/// `report.html` and `sample.html`, as a browser shows them.
@Suite(.serialized) struct PageTests {
  private func expectNoComplaint(_ check: Check) throws {
    let complaints = try check.complaints(about: Reports.made.get().pages)
    #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
  }

  @Test func `nothing is loaded but the page, no script of anybody else runs, and the browser has nothing to say`()
    throws
  {
    try expectNoComplaint(.loading)
  }

  @Test func `axe-core finds nothing, light and dark, at desk and on the telephone`() throws {
    try expectNoComplaint(.accessibility)
  }

  @Test func `the changes are filtered and sorted by keyboard, and none is lost`() throws {
    try expectNoComplaint(.filtering)
  }

  @Test func `no page scrolls sideways, down to 320 pixels`() throws { try expectNoComplaint(.width) }

  @Test func `Tab goes through everything that can be used, and shows where it is`() throws {
    try expectNoComplaint(.keyboard)
  }

  @Test func `printed on A4 each page has its number, and nothing is cut or folded away`() throws {
    try expectNoComplaint(.printing)
  }

  @Test func `without JavaScript everything is there, and no dead control`() throws {
    try expectNoComplaint(.scriptless)
  }

  @Test func `of more rows than are shown at first every one is reached, by keyboard, search, and without a script`()
    throws
  {
    let complaints = try Check.long.complaints(about: [Reports.long.get()])
    #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
  }

  @Test func `the Nu checker of HTML finds no fault`() throws { try expectNoComplaint(.markup) }

  @Test func `Chromium knows every selector and property of the style`() throws { try expectNoComplaint(.style) }
}
