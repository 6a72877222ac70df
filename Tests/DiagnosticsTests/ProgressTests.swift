import Diagnostics
import Testing

@Suite struct ProgressTests {
  @Test func `nothing is shown in the first second, and then not more than ten times in one`() {
    nonisolated(unsafe) var now: Int64 = 5_000
    nonisolated(unsafe) var written: [String] = []
    var line = ProgressLine(clock: { now }, write: { written.append($0) })
    line.show(.reading(commits: 1))
    now += 999
    line.show(.reading(commits: 2))
    line.end()
    #expect(written == [])
    now += 1
    line.show(.reading(commits: 4096))
    now += 99
    line.show(.judging(change: 3, of: 9))
    now += 1
    line.show(.judging(change: 4, of: 9))
    now += 100
    line.show(.writing(file: "report.html"))
    line.end()
    line.end()
    #expect(
      written == [
        "\rread 4096 commits\u{1B}[K", "\rjudged 4 of 9 changes\u{1B}[K", "\rwriting report.html\u{1B}[K", "\r\u{1B}[K",
      ])
  }
}
