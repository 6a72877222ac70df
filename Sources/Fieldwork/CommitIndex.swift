import Audit
import GitStore

/// Finds the number of a commit by its id, in four bytes and a little more for each commit.
struct CommitIndex {
  /// Open addressing over numbers plus one; 0 is a free place.
  private var slots = [UInt32](repeating: 0, count: 1024)
  private var count = 0

  /// Returns the number of `id` in `commits`, or the number that it has if it is appended next.
  mutating func insert(_ id: ObjectID, _ commits: [CommitRecord]) -> (number: Int, isNew: Bool) {
    if count * 2 >= slots.count { grow(commits) }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: id.bits) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if commits[number].id == id { return (number, false) }
      slot = (slot + 1) & mask
    }
    count += 1
    slots[slot] = UInt32(commits.count + 1)
    return (commits.count, true)
  }

  private mutating func grow(_ commits: [CommitRecord]) {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for number in commits.indices {
      var slot = Int(truncatingIfNeeded: commits[number].id.bits) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }
}
