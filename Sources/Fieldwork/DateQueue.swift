/// A queue that gives the newest date first; of equal dates, the lowest number.
struct DateQueue {
  private var heap: [(date: Int64, number: Int32)] = []

  mutating func push(_ number: Int, date: Int64) {
    heap.append((date, Int32(number)))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard Self.isBefore(heap[child], heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func popNewest() -> (number: Int, date: Int64)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return (Int(first.number), first.date)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && Self.isBefore(heap[child], heap[best]) {
        best = child
      }
      if best == parent { return }
      heap.swapAt(parent, best)
      parent = best
    }
  }

  private static func isBefore(_ a: (date: Int64, number: Int32), _ b: (date: Int64, number: Int32)) -> Bool {
    a.date == b.date ? a.number < b.number : a.date > b.date
  }
}
