import CountersignTesting

/// Messages on which parsers of trailers disagree.
enum TrickyMessages {
  private static let reviewed = "Reviewed-by: Bob Noyce <bob@example.com>\n"

  static let all: [String] = [
    "",
    "\n",
    "Title",
    reviewed,
    "Title\n" + reviewed,
    "Title\n\n" + reviewed,
    "\n\nTitle\n\n" + reviewed,
    "Title\n\n" + reviewed + "\n\n\n",
    "Title\n \n" + reviewed,
    "Title\n\n" + reviewed + " \t\n",
    "Title\n\nBody\n\n" + reviewed + "\nMore body\n",
    "Title\n\nBody\n" + reviewed,
    "Title\n\nOne\nTwo\nThree\n" + reviewed,
    "Title\n\nOne\nTwo\nThree\nFour\n" + reviewed,
    "Title\n\nOne\nFixes: 12\n",
    "Title\n\nFixes: 12\nCloses: 13\n",
    "Title\n\nSigned-off-by: Ada <ada@example.com>\nprose\nprose\nprose\n",
    "Title\n\nSigned-off-by: Ada <ada@example.com>\nprose\nprose\nprose\nprose\n",
    "Title\n\nSigned-off-by:Ada\nprose\n",
    "Title\n\nsigned-off-by: Ada\nprose\n",
    "Title\n\n(cherry picked from commit 0123456789012345678901234567890123456789)\n",
    "Title\n\nprose\n(cherry picked from commit 01234567)\n" + reviewed,
    "Title\n\nReviewed-by: Bob\n <bob@example.com>\n",
    "Title\n\nReviewed-by: Bob\n\t\t <bob@example.com>\n  and more\nTested-by: CI\n",
    "Title\n\nReviewed-by:\n Bob\n",
    "Title\n\nReviewed-by: Bob  \n   \n",
    "Title\n\n continued from nothing\n" + reviewed,
    "Title\n\n continued\n more\n more\n more\n" + reviewed,
    "Title\n\n" + reviewed + "# a comment\n",
    "Title\n\n# a comment\n" + reviewed + "# another\n# more\n\n",
    "Title\n# a comment\n\n" + reviewed,
    "# a comment\nTitle\n\n" + reviewed,
    "# a comment\n\n" + reviewed,
    "Title\n\n" + reviewed + " folded\n# in between\n folded too\n",
    "Title\n\n" + reviewed + "---\n file.txt | 2 +-\n",
    "Title\n\n" + reviewed + "\n---\n\nTested-by: CI\n",
    "Title\n\n" + reviewed + "--- \nTested-by: CI\n",
    "Title\n\n" + reviewed + "---- \nTested-by: CI\n",
    "Title\n\n" + reviewed + "---x\n",
    "---\n" + reviewed,
    "Title\n\n---",
    "Title\n\n" + reviewed + "# ------------------------ >8 ------------------------\nTested-by: CI\n",
    "# ------------------------ >8 ------------------------\nTitle\n\n" + reviewed,
    "Title\n\n" + reviewed + "\nConflicts:\n\tfile.txt\n\tother.txt\n",
    "Title\n\nConflicts:\n\tfile.txt\n\n" + reviewed,
    "Title\n\n" + reviewed + "Conflicts:\n\tfile.txt\n",
    "Title\n\n" + reviewed + "Conflicts:\nfile.txt\n",
    "Title\n\n" + reviewed + "\nConflicts:\n\n# more\n\tfile.txt\n",
    "Title\r\n\r\nReviewed-by: Bob <bob@example.com>\r\n",
    "Title\n\nReviewed-by: Bob <bob@example.com>\r\nTested-by: CI\r\n",
    "Title\n\nReviewed-by : Bob\n",
    "Title\n\nReviewed-by\t: Bob\n",
    "Title\n\nReviewed by: Bob\n",
    "Title\n\n: nothing\n" + reviewed,
    "Title\n\nReviewed-by:\nTested-by: \n",
    "Title\n\nR: Bob\nprose\n",
    "Title\n\nRev: Bob\nT: CI\n",
    "Title\n\nReviewed-by-me: Bob\nprose\n",
    "Title\n\nREVIEWED-BY: Bob\nprose\n",
    "Title\n\nhttps://example.com/x\n" + reviewed,
    "Title\n\nRéviewed-by: Bob\n" + reviewed,
    "Title\n\nReviewed-by: José 名前 <jose@example.com>\n",
    "Title\n\nReviewed-by=Bob\n",
    "Title\n\nReviewed-by: Bob: the builder\n",
    "Title\n\nReviewed-by:Bob\n",
    "Title\n\nReviewed-by:   Bob   \n",
    "Title\n\n-: x\n--: y\n1: z\n",
    "Title\n\nRev-: x\nReviewed-by-: y\n",
    "Title\n\nReviewed-by: \u{0B}Bob\u{0C}\n\u{0C}\n",
    "Title\n\u{0C}\n" + reviewed,
    "Title\n\nReviewed-by: \u{a0}Bob\u{2028}x\n",
  ]

  private static let lines = [
    "Reviewed-by: Bob Noyce <bob@example.com>\n", "Tested-by: CI\n", "approved-BY:  Cleo  \n", "Rev: x\n", "T: y\n",
    "Signed-off-by: Ada <ada@example.com>\n", "Signed-off-by:Ada\n", "Fixes: 12\n", "Fixes : 12\n", "Fixes\t:\t12\n",
    "Fixes 12: 13\n", "See also: that\n", "(cherry picked from commit 0123)\n", "(cherry picked from\n",
    "prose that says something\n", "prose, and a colon: here\n", "https://example.com\n", ": no key\n",
    "\n", "\n", "\n",
    " \n", "\t\n", "\r\n", " folded\n", "\tfolded with a tab\n", "  # folded comment\n", "# comment\n", "#\n",
    "Reviewed-by: Bob\r\n", "Reviewed-by:\n", "Reviewed-by: Jos\u{e9}\n", "\u{e9}: x\n", "Conflicts:\n", "\tfile.txt\n",
    "---\n", "--- a/file\n", "---x\n", "# ------------------------ >8 ------------------------\n",
    "\u{0C}\n", "\u{0B}x: y\n",
  ]
  /// Lines that end a message early, and would do so in most messages if they came as often as others. A message has
  /// one kind of them: git 2.39 never ends where a cut line stands behind a line `---`.
  private static let rare = ["---\n", "--- a/file\n", "# ------------------------ >8 ------------------------\n"]

  /// A message of a title, most of the time, and up to fourteen lines.
  static func generated(_ random: inout SplitMix64) -> [UInt8] {
    var text = random.chance(850) ? "Title\n\n" : ""
    let ending = rare[random.below(rare.count)]
    for _ in 0..<random.below(15) {
      var line = lines[random.below(lines.count)]
      if rare.contains(line) { line = random.chance(200) ? ending : lines[random.below(8)] }
      text += line
    }
    if random.chance(250), text.hasSuffix("\n") { text.unicodeScalars.removeLast() }
    return Array(text.utf8)
  }
}
