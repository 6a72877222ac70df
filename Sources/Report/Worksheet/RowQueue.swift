import Dispatch
import Synchronization

/// Takes the rows of tables from the thread that makes them out to the one that writes the workbook: in their order, and
/// only so far ahead that memory doesn't grow with a table.
final class RowQueue: Sendable {
  private struct Waiting {
    var pieces: [[[String]]] = []
    var isClosed = false
  }

  private static let mostPieces = 16
  static let pieceSize = 256

  private let waiting = Mutex(Waiting())
  private let filled = DispatchSemaphore(value: 0)
  private let room = DispatchSemaphore(value: 0)

  init() {
    // No semaphore may go while it is below the value that it was made with.
    for _ in 0..<Self.mostPieces { room.signal() }
  }

  /// Hands rows over; none of them ends a table. Waits while too many are waiting.
  func put(_ rows: [[String]]) {
    room.wait()
    let isTaken = waiting.withLock { waiting in
      if !waiting.isClosed { waiting.pieces.append(rows) }
      return !waiting.isClosed
    }
    if isTaken { filled.signal() } else { room.signal() }
  }

  /// Waits for the next rows of a table; `nil` at its end. What follows is the next table's.
  func next() -> [[String]]? {
    filled.wait()
    let rows = waiting.withLock { $0.pieces.removeFirst() }
    room.signal()
    return rows.isEmpty ? nil : rows
  }

  /// Takes no more: whoever still puts rows never waits.
  func close() {
    waiting.withLock { $0.isClosed = true }
    room.signal()
  }
}
