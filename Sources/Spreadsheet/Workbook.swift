import CZlib
package import Diagnostics

/// A workbook (ECMA-376, Office Open XML): sheets with texts, numbers and times, and no formulas, macros or links. The
/// same rows give the same bytes.
package enum Workbook {
  /// Who packs it, with its version: another one may give other bytes for the same cells.
  package static var packer: String { "zlib " + String(cString: zlibVersion()) }

  /// Puts finished sheets into a file.
  ///
  /// - Parameter created: The moment that the file says it was made at.
  package static func bytes(title: String, comments: String, created: Instant, sheets: [FinishedSheet]) -> [UInt8] {
    var zip = ZipWriter()
    zip.reserve(sheets.reduce(1 << 16) { $0 + $1.part.packed.count })
    func add(_ name: String, _ text: String) {
      zip.add(name, .packing(Array((SheetSource.declaration + text).utf8)))
    }
    add("[Content_Types].xml", contentTypes(sheets))
    add("_rels/.rels", relations)
    add("xl/_rels/workbook.xml.rels", relations(of: sheets))
    for (index, sheet) in sheets.enumerated() { zip.add(part(index), sheet.part) }
    add("xl/workbook.xml", main(sheets))
    add("xl/styles.xml", WorkbookStyles.text)
    add("docProps/core.xml", core(title, comments, created))
    add("docProps/app.xml", application)
    return zip.finish()
  }

  private static func part(_ index: Int) -> String { "xl/worksheets/sheet\(index + 1).xml" }

  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let kinds = "application/vnd.openxmlformats-officedocument"

  private static func contentTypes(_ sheets: [FinishedSheet]) -> String {
    let parts =
      [
        ("docProps/app.xml", "\(kinds).extended-properties"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties"),
        ("xl/styles.xml", "\(kinds).spreadsheetml.styles"), ("xl/workbook.xml", "\(kinds).spreadsheetml.sheet.main"),
      ] + sheets.indices.map { (part($0), "\(kinds).spreadsheetml.worksheet") }
    return "<Types xmlns=\"\(package)/content-types\"><Default Extension=\"rels\" "
      + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + parts.map { "<Override PartName=\"/\($0)\" ContentType=\"\($1)+xml\"/>" }.joined() + "</Types>"
  }

  private static func relations(_ targets: [(type: String, target: String)]) -> String {
    "<Relationships xmlns=\"\(package)/relationships\">"
      + targets.enumerated().map { index, relation in
        "<Relationship Id=\"rId\(index + 1)\" Type=\"\(relation.type)\" Target=\"\(relation.target)\"/>"
      }.joined() + "</Relationships>"
  }

  private static var relations: String {
    relations([
      ("\(office)/relationships/officeDocument", "xl/workbook.xml"),
      ("\(package)/relationships/metadata/core-properties", "docProps/core.xml"),
      ("\(office)/relationships/extended-properties", "docProps/app.xml"),
    ])
  }

  private static func relations(of sheets: [FinishedSheet]) -> String {
    let parts = sheets.indices.map { ("\(office)/relationships/worksheet", "worksheets/sheet\($0 + 1).xml") }
    return relations(parts + [("\(office)/relationships/styles", "styles.xml")])
  }

  private static func main(_ sheets: [FinishedSheet]) -> String {
    var list = "", filters = "", titles = ""
    for (index, sheet) in sheets.enumerated() {
      list += "<sheet name=\"\(sheet.name.xmlText)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
      let name = sheet.name.xmlText.replacing("'", with: "''"), scope = "localSheetId=\"\(index)\""
      let area = sheet.area.split(separator: ":").map { absolute($0) }.joined(separator: ":")
      filters += "<definedName name=\"_xlnm._FilterDatabase\" \(scope) hidden=\"1\">'\(name)'!\(area)</definedName>"
      titles += "<definedName name=\"_xlnm.Print_Titles\" \(scope)>'\(name)'!$1:$1</definedName>"
    }
    return "<workbook xmlns=\"\(SheetSource.main)\" xmlns:r=\"\(office)/relationships\"><workbookPr/>"
      + "<bookViews><workbookView xWindow=\"240\" yWindow=\"15\" windowWidth=\"16095\" windowHeight=\"9660\"/></bookViews>"
      + "<sheets>\(list)</sheets><definedNames>\(filters)\(titles)</definedNames></workbook>"
  }

  /// `$A$1` for `A1`.
  private static func absolute(_ cell: Substring) -> String {
    let letters = cell.prefix { $0.isLetter }
    return "$\(letters)$\(cell.dropFirst(letters.count))"
  }

  private static func core(_ title: String, _ comments: String, _ created: Instant) -> String {
    let time = (created.rfc3339 ?? "1970-01-01T00:00:00Z").xmlText
    return "<cp:coreProperties xmlns:cp=\"\(package)/metadata/core-properties\" "
      + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
      + "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>\(title.xmlText)</dc:title>"
      + "<dc:description>\(comments.xmlText)</dc:description>"
      + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">\(time)</dcterms:created>"
      + "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">\(time)</dcterms:modified></cp:coreProperties>"
  }

  private static let application =
    "<Properties xmlns=\"\(office)/extended-properties\"><Application>countersign</Application></Properties>"
}
