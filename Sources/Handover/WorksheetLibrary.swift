package import Diagnostics
package import Spreadsheet

/// libxlsxwriter for a report, with what a user has to do where it isn't there.
package enum WorksheetLibrary {
  /// Loads it, before the long work.
  ///
  /// - Returns: Its name and version, as a statement has them.
  package static func load() throws(Stopped) -> String {
    let version: String
    do throws(SpreadsheetLibrary.Failure) {
      version = try SpreadsheetLibrary.load()
    } catch {
      throw Stopped(
        Diagnostic(
          .error, "library-missing", "worksheet.xlsx can't be written: \(SpreadsheetLibrary.file) is not installed",
          notes: [error.description],
          help: [
            "install it: apt-get install libxlsxwriter-dev, or brew install libxlsxwriter; "
              + "`report --no-worksheet` leaves the file out, and the statement says so"
          ]))
    }
    try writing { () throws(SpreadsheetLibrary.Failure) in try Workbook.tryOut() }
    return version
  }

  /// Passes on what writing a report gives.
  package static func writing<T>(_ write: () throws(SpreadsheetLibrary.Failure) -> T) throws(Stopped) -> T {
    do throws(SpreadsheetLibrary.Failure) {
      return try write()
    } catch {
      throw Stopped(
        Diagnostic(
          .error, "output-not-written", "worksheet.xlsx can't be written", notes: [error.description],
          help: ["make room in the folder for temporary files, or name another with TMPDIR"]))
    }
  }
}
