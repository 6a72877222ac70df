extension Collection<String> {
  /// Returns the known word that `word` was probably meant to be, or `nil` if none is near.
  ///
  /// Case does not count. Near is an edit distance of at most a third of the word's length, and at most 3.
  package func nearest(to word: String) -> String? {
    let limit = Swift.min(3, Swift.max(1, word.count / 3))
    let candidates = map { ($0, editDistance($0.lowercased(), word.lowercased())) }
    return candidates.filter { $0.1 <= limit }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }
}

/// Returns how many single-character insertions, removals and replacements turn one word into the other.
package func editDistance(_ first: String, _ second: String) -> Int {
  // A hostile word must not cost quadratic time.
  let a = Array(first.prefix(64)), b = Array(second.prefix(64))
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = Swift.min(replaced, row[j] + 1, diagonal + 1)
    }
  }
  return row[b.count]
}
