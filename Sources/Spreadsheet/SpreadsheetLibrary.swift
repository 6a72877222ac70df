import CXlsxwriter
import CZlib

/// libxlsxwriter, which is loaded when a workbook is asked for and never before.
package enum SpreadsheetLibrary {
  /// Why there is no workbook, in words for a person.
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }
  }

  // Once for all threads, as Swift does with every static.
  private static let failure: Failure? = cxlsx_load().map { Failure(String(cString: $0)) }

  /// The name of the file that has to be where the system looks for libraries.
  package static var file: String { String(cString: cxlsx_file()) }

  /// Loads the library.
  ///
  /// - Returns: Its name and version, and those of what it packs with, such as `libxlsxwriter 1.1.4, zlib 1.2.13`: others
  ///   may write other bytes for the same cells.
  package static func load() throws(Failure) -> String {
    if let failure { throw failure }
    return "libxlsxwriter \(String(cString: cxlsx_version())), zlib \(String(cString: zlibVersion()))"
  }

  static func check(_ error: Int32) throws(Failure) {
    if error != 0 { throw Failure(String(cString: cxlsx_reason(error))) }
  }
}
