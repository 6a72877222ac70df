import GitStore
import Testing

@testable import Audit
@testable import Handover
@testable import Report

/// What `verify` says of a page that isn't what the repository gives.
@Suite struct PageDifferenceTests {
  private static let page = HTMLFormat.bytes(of: Fixture.halfYear, version: "0", making: Fixture.making)

  private func difference(_ edit: (inout [[UInt8]]) -> Void) throws -> String {
    var lines = Self.page.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    edit(&lines)
    let here = Array(lines.joined(separator: [0x0A]))
    return try #require(FileDifference.describe("report.html", here: here, again: Self.page))
  }

  /// The line of the table of all changes that a change stands in.
  private static func row(_ lines: [[UInt8]], _ number: Int) -> Int {
    let id = Array(">\(Fixture.id(number).short)<".utf8)
    return lines.lastIndex { $0.starts(with: "<tr data-verdict".utf8) && !$0.ranges(of: id).isEmpty } ?? 0
  }

  @Test func `a changed verdict is told by heading, row and column`() throws {
    let told = try difference { lines in
      let row = Self.row(lines, 107)
      // The verdict stands behind the timeline, which takes lines of its own.
      let line = lines[row...].firstIndex { !$0.ranges(of: Array(">pass<".utf8)).isEmpty } ?? 0
      lines[line] = Array(String(decoding: lines[line], as: UTF8.self).replacing(">pass<", with: ">fail<").utf8)
    }
    let id = Fixture.id(107).short
    #expect(told.hasPrefix("report.html: line "))
    #expect(told.contains(", under `Promotions and changes`, in the row `2026-03-30 07:01"), "\(told)")
    #expect(told.contains(" | \(id) | Rotate the signing certificate"), "\(told)")
    #expect(told.hasSuffix(", column `Verdict`: it has `fail`, the repository gives `pass`"), "\(told)")
  }

  @Test func `a changed number, a dropped row and an added line are told where they are`() throws {
    let number = try difference { lines in
      let line = lines.firstIndex { $0.starts(with: "<tr class=\"total\">".utf8) } ?? 0
      lines[line] = Array(String(decoding: lines[line], as: UTF8.self).replacing(">10<", with: ">9<").utf8)
    }
    #expect(number.hasSuffix(", column `Changes`: it has `9`, the repository gives `10`"), "\(number)")
    #expect(number.contains("under `Result`, in the row `all | 10`"), "\(number)")
    let dropped = try difference { lines in
      let row = Self.row(lines, 110)
      let end = lines[row...].firstIndex { !$0.ranges(of: Array("</tr>".utf8)).isEmpty } ?? row
      lines.removeSubrange(row...end)
    }
    #expect(dropped.contains("under `Promotions and changes`, in the row `2026-06-29 23:59 | "), "\(dropped)")
    #expect(dropped.contains("Bump the TLS library"), "\(dropped)")
    let timeline = try difference { lines in
      let line = lines[Self.row(lines, 107)...].firstIndex { !$0.ranges(of: Array("approved by".utf8)).isEmpty } ?? 0
      lines[line] = Array(String(decoding: lines[line], as: UTF8.self).replacing("Bob Kahn", with: "Ada").utf8)
    }
    #expect(timeline.contains("column `Title`: it has `…"), "\(timeline)")
    #expect(timeline.contains("Bob Kahn") && timeline.contains("by Ada"), "\(timeline)")
    #expect(!dropped.contains("<"), "\(dropped)")
    let added = try difference {
      $0.insert(Array("<p>All is <b>well</b> &amp; good.</p>".utf8), at: Self.row($0, 107))
    }
    #expect(added.contains("is one too many, under `Promotions and changes`"), "\(added)")
    #expect(added.hasSuffix(": `All is well & good.`"), "\(added)")
  }

  @Test func `a changed style or mark is told by its place`() throws {
    let style = try difference { lines in
      let line = lines.firstIndex { $0.starts(with: "body {".utf8) } ?? 0
      lines[line] = Array("body { display: none;".utf8)
    }
    #expect(style.contains(", column "), "\(style)")
    let mark = try difference { lines in
      let row = Self.row(lines, 107)
      lines[row] = Array(String(decoding: lines[row], as: UTF8.self).replacing("<tr ", with: "<tr hidden ").utf8)
    }
    #expect(mark.hasSuffix("the words are the same, and how they are marked is not"), "\(mark)")
  }
}
