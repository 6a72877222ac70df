import Audit
import Dispatch
import Spreadsheet
import Synchronization

/// The worksheet, written on the second core while the other formats are: it takes about as long as all of them.
final class WorksheetWork: Sendable {
  private let result = Mutex<Result<[UInt8], SpreadsheetLibrary.Failure>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ audit: FinishedAudit, _ making: Making, _ sample: Sample?) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let written: Result<[UInt8], SpreadsheetLibrary.Failure>
      do throws(SpreadsheetLibrary.Failure) {
        written = .success(try WorksheetFormat.bytes(of: audit, making, sample))
      } catch {
        written = .failure(error)
      }
      result.withLock { $0 = written }
      isDone.signal()
    }
  }

  /// Waits for it. To be called once.
  func bytes() throws(SpreadsheetLibrary.Failure) -> [UInt8] {
    isDone.wait()
    guard let written = result.withLock({ $0 }) else { throw SpreadsheetLibrary.Failure("it was not written") }
    return try written.get()
  }
}
