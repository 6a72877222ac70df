import Audit
import Dispatch
import Spreadsheet
import Synchronization

/// The worksheet, written by a thread of its own while another one writes the other formats, and first the tables, whose
/// rows it hands over.
final class WorksheetWork: Sendable {
  /// Waits for the rows of all tables, in their order.
  let rows = RowQueue()
  private let result = Mutex<Result<ReportFile, SpreadsheetLibrary.Failure>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ audit: FinishedAudit, _ making: Making, _ sample: Sample?) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let written: Result<ReportFile, SpreadsheetLibrary.Failure>
      do throws(SpreadsheetLibrary.Failure) {
        let bytes = try WorksheetFormat.bytes(of: audit, making, sample, rows)
        written = .success(ReportFile(WorksheetFormat.name, bytes))
      } catch {
        written = .failure(error)
      }
      rows.close()
      result.withLock { $0 = written }
      isDone.signal()
    }
  }

  /// Waits for it. To be called once, after the rows of all tables were handed over.
  func file() throws(SpreadsheetLibrary.Failure) -> ReportFile {
    isDone.wait()
    guard let written = result.withLock({ $0 }) else { throw SpreadsheetLibrary.Failure("it was not written") }
    return try written.get()
  }
}
