import CXlsxwriter
package import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A workbook that is written row by row: what it takes of memory doesn't depend on how many rows there are.
///
/// It has texts, numbers and times, and no formulas, macros or links. The same rows give the same bytes. What it needs of
/// disk lies in files that have no name any more, in the folder for temporary files.
package final class Workbook {
  typealias Failure = SpreadsheetLibrary.Failure

  struct Looks {
    var header, time, input, inputDate: OpaquePointer?
  }

  private let file: Int32
  private var workbook: OpaquePointer?
  private let looks: Looks
  private var sheets: [Sheet] = []
  private let mostRows: Int

  /// - Parameters:
  ///   - created: The moment that the file says it was made at.
  ///   - mostRows: How many rows a sheet has; less than Excel's for tests alone.
  package init(title: String, comments: String, created: Instant, mostRows: Int = Sheet.mostRows)
    throws(SpreadsheetLibrary.Failure)
  {
    _ = try SpreadsheetLibrary.load()
    self.mostRows = mostRows
    file = try Self.unnamedFile()
    // The library takes a path and no descriptor.
    guard let workbook = cxlsx_open("/dev/fd/\(file)", title, comments, created.seconds) else {
      close(file)
      throw Failure("there is no memory for it")
    }
    self.workbook = workbook
    looks = Looks(
      header: cxlsx_look(workbook, CXLSX_HEADER), time: cxlsx_look(workbook, CXLSX_DATE),
      input: cxlsx_look(workbook, CXLSX_INPUT), inputDate: cxlsx_look(workbook, CXLSX_INPUT_DATE))
  }

  deinit {
    // Nobody reads what a failure left: closing it only gives the memory back.
    if let workbook { _ = cxlsx_close(workbook) }
    close(file)
  }

  /// Adds a sheet. Sheets may be written in any order, each from the top.
  package func sheet(_ name: String, columns: [String]) throws(SpreadsheetLibrary.Failure) -> Sheet {
    guard let workbook, let sheet = cxlsx_sheet(workbook, name) else {
      throw Failure("Excel takes no sheet of the name \(name)")
    }
    let made = try Sheet(sheet, name, looks, columns: columns, mostRows: mostRows)
    sheets.append(made)
    return made
  }

  /// Ends the workbook, and returns it as the file has it.
  ///
  /// - Throws: ``SpreadsheetLibrary/Failure``, also where not all of it was written: the library doesn't look.
  package func finish() throws(SpreadsheetLibrary.Failure) -> [UInt8] {
    guard let workbook else { throw Failure("it was ended before") }
    let sizes = try sheets.map { sheet throws(SpreadsheetLibrary.Failure) in try sheet.written() }
    self.workbook = nil
    try SpreadsheetLibrary.check(cxlsx_close(workbook))
    let bytes = try contents()
    let parts = ZipDirectory(bytes)?.sizes ?? [:]
    for (number, size) in sizes.enumerated() where parts["xl/worksheets/sheet\(number + 1).xml"] ?? 0 <= size {
      throw Failure("the sheet \(sheets[number].name) was not written whole: is the disk full?")
    }
    return bytes
  }

  /// Tells whether there could be one, before the long work.
  ///
  /// - Throws: Where no temporary file can be made.
  package static func tryOut() throws(SpreadsheetLibrary.Failure) { close(try unnamedFile()) }

  private static func unnamedFile() throws(SpreadsheetLibrary.Failure) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/countersign.XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else {
      throw Failure("no temporary file can be made in \(folder): \(String(cString: strerror(errno)))")
    }
    unlink(template)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  private func contents() throws(SpreadsheetLibrary.Failure) -> [UInt8] {
    let size = Int(lseek(file, 0, SEEK_END))
    var bytes = [UInt8](repeating: 0, count: max(size, 0))
    var start = 0
    while start < size {
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(file, buffer.baseAddress.map { $0 + start }, size - start, off_t(start))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure("the workbook can't be read back: \(String(cString: strerror(errno)))") }
      start += count
    }
    return bytes
  }
}
