/// What stands before and after the rows of a sheet (ECMA-376 part 1, 18.3.1).
enum SheetSource {
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

  static func head(_ area: String, widths: [Int], isFirst: Bool) -> String {
    var text = declaration
    text += "<worksheet xmlns=\"\(main)\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"\(area)\"/>"
    text += "<sheetViews><sheetView\(isFirst ? " tabSelected=\"1\"" : "") workbookViewId=\"0\">"
    text += "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
    text += "<selection pane=\"bottomLeft\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>"
    for (column, width) in widths.enumerated() {
      // What a program needs for the edges of a cell is in it (18.3.1.13).
      let whole = Double(min(width, 60) + 1) + 0.7109375
      text += "<col min=\"\(column + 1)\" max=\"\(column + 1)\" width=\"\(whole)\" customWidth=\"1\"/>"
    }
    return text + "</cols><sheetData>"
  }

  /// - Parameters:
  ///   - choice: The column whose cells below the header are Y or N.
  ///   - lastRow: From 1.
  static func tail(_ area: String, choice: Int?, lastRow: Int) -> String {
    var text = "</sheetData><autoFilter ref=\"\(area)\"/>"
    if let choice {
      let column = ColumnName.letters(choice)
      text += "<dataValidations count=\"1\"><dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\""
      text += " showErrorMessage=\"1\" sqref=\"\(column)2:\(column)\(lastRow)\"><formula1>\"Y,N\"</formula1>"
      text += "</dataValidation></dataValidations>"
    }
    text += "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>"
    return text + "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/></worksheet>"
  }
}
