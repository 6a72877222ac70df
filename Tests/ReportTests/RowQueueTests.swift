import Dispatch
import Testing

@testable import Report

/// What hands the rows of the tables to the thread that writes the workbook.
@Suite struct RowQueueTests {
  @Test func `rows arrive in their order, table by table, also more of them than may wait`() {
    let queue = RowQueue()
    DispatchQueue.global().async {
      for number in 0..<100 { queue.put([["\(number)"], ["and \(number)"]]) }
      queue.put([])
      queue.put([])
      queue.put([["last"]])
      queue.put([])
    }
    var found: [[String]] = []
    while let rows = queue.next() { found += rows }
    #expect(found == (0..<100).flatMap { [["\($0)"], ["and \($0)"]] })
    #expect(queue.next() == nil)
    #expect(queue.next() == [["last"]])
    #expect(queue.next() == nil)
  }

  @Test func `whoever waits to hand rows over goes on when nobody takes them any more`() {
    let queue = RowQueue()
    let isDone = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      for number in 0..<100 { queue.put([["\(number)"]]) }
      isDone.signal()
    }
    #expect(queue.next() == [["0"]])
    // More than find room wait, so it can't be done.
    #expect(isDone.wait(timeout: .now() + .milliseconds(50)) == .timedOut)
    queue.close()
    #expect(isDone.wait(timeout: .now() + .seconds(60)) == .success)
  }
}
