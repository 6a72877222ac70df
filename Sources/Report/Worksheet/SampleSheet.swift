import Audit
import Spreadsheet

/// The sheet on which an auditor tests the sample: what `sample.csv` has, and last the cells to be filled in.
enum SampleSheet {
  static func add(_ sample: Sample, _ attributes: TestedAttributes, to workbook: Workbook)
    throws(SpreadsheetLibrary.Failure) -> Sheet
  {
    let isEmpty = SampleTable.columns.map(SampleTable.empty.contains)
    let told = SampleTable.columns.indices.filter { !isEmpty[$0] },
      asked = SampleTable.columns.indices.filter { isEmpty[$0] }
    let order = told + asked
    let columns = order.map { SampleTable.columns[$0] }
    let kinds = WorksheetColumn.kinds(columns, SampleTable.times, SampleTable.numbers)
    let sheet = try workbook.sheet("sample", columns: WorksheetColumn.titles(columns, SampleTable.times))
    for row in SampleTable.rows(of: sample, attributes) {
      try sheet.row(
        order.enumerated().map { place, index in
          if isEmpty[index] { return columns[place] == "tested_on" ? .inputDate : .input }
          return kinds[place].cell(row[index])
        })
    }
    if let agrees = columns.firstIndex(of: "auditor_agrees") { try sheet.chooseYesOrNo(column: agrees) }
    try sheet.finish(elsewhere: "sample.csv")
    return sheet
  }
}
