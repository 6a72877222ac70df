/// A workbook as any program may have written it, to be read sheet by sheet and row by row.
///
/// It may come from somebody who means harm: no part is unpacked beyond `most`, and nothing of it is run or opened.
package struct WorkbookReader {
  package typealias Failure = UnpackedPart.Failure

  package struct Sheet: Hashable, Sendable {
    package var name: String
    /// The part that holds it.
    package var part: String
    /// A Boolean value that tells whether programs are asked not to show it.
    package var isHidden: Bool
  }

  package let file: [UInt8]
  package let directory: ZipDirectory
  /// In the order in which a program shows them.
  package private(set) var sheets: [Sheet] = []
  private let most: Int
  private var texts: [String] = []
  /// The styles of cells whose numbers are moments.
  private var dates: Set<Int> = []

  private static let mostSheets = 1_000

  /// - Parameter most: How many bytes a part may unpack to.
  package init(_ file: [UInt8], most: Int) throws(Failure) {
    guard let directory = ZipDirectory(file) else { throw Failure("it is no zip file, or not all of one") }
    self.file = file
    self.directory = directory
    self.most = most
    let parts = try Self.relations(in: scanner("xl/_rels/workbook.xml.rels"))
    try readSheets(parts)
    if directory["xl/sharedStrings.xml"] != nil { texts = try Self.texts(in: scanner("xl/sharedStrings.xml")) }
    if directory["xl/styles.xml"] != nil { dates = try Self.dates(in: scanner("xl/styles.xml")) }
  }

  /// Returns the rows of a sheet, to be taken one by one.
  package func rows(of sheet: Sheet) throws(Failure) -> SheetRows {
    SheetRows(try scanner(sheet.part), texts: texts, dates: dates)
  }

  private func scanner(_ part: String) throws(Failure) -> XMLScanner {
    guard let entry = directory[part] else { throw Failure("the part \(part) is missing") }
    return XMLScanner(try UnpackedPart(entry, of: file, most: most), named: part)
  }

  private mutating func readSheets(_ parts: [String: String]) throws(Failure) {
    var scanner = try scanner("xl/workbook.xml")
    while let token = try scanner.next() {
      guard case .opening("sheet", let attributes) = token else { continue }
      guard let name = attributes["name"], let id = attributes["id"], let part = parts[id],
        sheets.count < Self.mostSheets
      else { throw Failure("the part xl/workbook.xml lists a sheet that isn't there") }
      sheets.append(Sheet(name: name, part: part, isHidden: attributes["state"].map { $0 != "visible" } ?? false))
    }
  }

  /// The parts by the ids of relations (ECMA-376 part 2, 9.3), as far as they lie in the folder of the workbook.
  private static func relations(in scanner: XMLScanner) throws(Failure) -> [String: String] {
    var scanner = scanner
    var parts: [String: String] = [:]
    while let token = try scanner.next() {
      guard case .opening("Relationship", let attributes) = token, let id = attributes["Id"],
        let target = attributes["Target"], parts.count < 10 * mostSheets
      else { continue }
      parts[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
    return parts
  }

  private static func texts(in scanner: XMLScanner) throws(Failure) -> [String] {
    var scanner = scanner
    var texts: [String] = []
    while let token = try scanner.next() {
      if case .opening("si", _) = token { texts.append(try text(of: "si", &scanner)) }
    }
    return texts
  }

  /// Joins the texts of an element up to its end, without what only says how they are spoken.
  static func text(of element: String, _ scanner: inout XMLScanner) throws(Failure) -> String {
    var text = ""
    var isText = false, isSpoken = false
    while let token = try scanner.next() {
      switch token {
      case .opening("t", _): isText = true
      case .opening("rPh", _): isSpoken = true
      case .closing("t"): isText = false
      case .closing("rPh"): isSpoken = false
      case .closing(element): return text
      case .text(let more) where isText && !isSpoken: text += more
      default: break
      }
    }
    throw scanner.wrong("ends within a text")
  }

  /// The numbers of the styles that show a moment: those whose code asks for a year.
  private static func dates(in scanner: XMLScanner) throws(Failure) -> Set<Int> {
    var scanner = scanner
    // Those that every program knows (ECMA-376 part 1, 18.8.30).
    var formats = Set((14...17).map(String.init) + ["22"])
    var dates: Set<Int> = []
    var style = 0
    var isOfCells = false
    while let token = try scanner.next() {
      switch token {
      case .opening("numFmt", let attributes):
        guard let id = attributes["numFmtId"], attributes["formatCode"]?.lowercased().contains("yy") == true else {
          break
        }
        formats.insert(id)
      case .opening("cellXfs", _): isOfCells = true
      case .closing("cellXfs"): isOfCells = false
      case .opening("xf", let attributes) where isOfCells:
        if let id = attributes["numFmtId"], formats.contains(id) { dates.insert(style) }
        style += 1
      default: break
      }
    }
    return dates
  }
}
