/// One trailer of a commit message.
package struct Trailer: Hashable, Sendable {
  /// The key as written, white space trimmed.
  package var token: [UInt8]
  /// The key as `git interpret-trailers` prints it: a configured key where `token` is that key or, as git has it, a
  /// beginning of it. Evidence is read by `token` alone, so that `R: ada` is nobody's review.
  package var key: [UInt8]
  /// Unfolded: each line break with the white space behind it is one space.
  package var value: [UInt8]
}

/// Finds the trailers of a commit message by git's own rule, with the keys that a policy names as its configured keys.
///
/// The result is that of `git -c trailer.KEY.key=KEY interpret-trailers --parse` (git 2.39, trailer.c): only the last
/// paragraph counts, never the title; it is a trailer block if all its lines are trailers, or if it has one line that
/// git knows (`Signed-off-by: `, `(cherry picked from commit `, a configured key) and at least a quarter are trailers.
package struct TrailerParser: Sendable {
  private let keys: [[UInt8]]

  package init(keys: [String]) { self.keys = keys.map { Array($0.utf8) } }

  package func trailers(in message: [UInt8]) -> [Trailer] {
    message.withUnsafeBytes { bytes in
      let block = TrailerBlock(bytes)
      guard block.counts(known: block.hasGeneratedLine || keys.contains { block.hasToken(beginning: $0) })
      else { return [] }
      return block.trailers.map { range in
        let token = Array(bytes[range.token])
        let compared = bytes[range.token].dropLast(while: { !TrailerBlock.isAlphanumeric($0) })
        let key = keys.first { TrailerBlock.isPrefix(compared, of: $0) }
        return Trailer(token: token, key: key ?? token, value: TrailerBlock.unfold(bytes[range.value]))
      }
    }
  }
}

/// The last paragraph of a message, taken apart once; whether it counts as a trailer block depends on the configured keys.
///
/// Splitting the two lets a history be read once although each change is judged by the policy of its own time.
package struct TrailerBlock {
  package struct Line: Hashable, Sendable {
    package var token: Range<Int>
    /// Not yet unfolded.
    package var value: Range<Int>
  }

  /// The trailers, were this a trailer block.
  package private(set) var trailers: [Line] = []
  /// A Boolean value that tells whether a line is one that git itself writes.
  package private(set) var hasGeneratedLine = false
  private let bytes: UnsafeRawBufferPointer
  /// Tokens of lines that count as trailers when the block is recognised.
  private var tokens: [Range<Int>] = []
  private var trailerLines = 0
  private var otherLines = 0

  /// Takes the bytes of a message apart. Copies nothing; the bytes must outlive the block.
  package init(_ message: UnsafeRawBufferPointer) {
    bytes = message
    let end = Self.endOfLog(message, before: Self.startOfPatch(message))
    guard let start = scan(before: end) else { return }
    collect(start..<end)
  }

  /// Returns whether git takes this paragraph for trailers, given whether it has a line that git or the policy knows.
  package func counts(known: Bool) -> Bool {
    known && trailerLines * 3 >= otherLines || trailerLines > 0 && otherLines == 0
  }

  /// Returns whether a trailer line's token is `key` or a beginning of it, without case: then git knows the line.
  package func hasToken(beginning key: [UInt8]) -> Bool {
    tokens.contains { Self.isPrefix(bytes[$0], of: key) }
  }

  /// Counts the lines of the last paragraph, going up; returns where it starts, or `nil` where there is none.
  private mutating func scan(before end: Int) -> Int? {
    let endOfTitle = self.endOfTitle(before: end)
    var onlySpaces = true
    var continuations = 0
    var position = Self.lastLine(bytes, before: end)
    while let start = position, start >= endOfTitle {
      defer { position = Self.lastLine(bytes, before: start) }
      let line = start..<Self.nextLine(bytes, from: start, before: end)
      if bytes[start] == Self.comment {
        otherLines += continuations
        continuations = 0
        continue
      }
      if Self.isBlank(bytes[line]) {
        if onlySpaces { continue }
        otherLines += continuations
        return line.upperBound
      }
      onlySpaces = false
      if Self.generatedPrefixes.contains(where: { bytes[line].starts(with: $0) }) {
        trailerLines += 1
        continuations = 0
        hasGeneratedLine = true
      } else if let separator = Self.separator(bytes, in: line), separator > start, !Self.isSpace(bytes[start]) {
        trailerLines += 1
        continuations = 0
        tokens.append(start..<separator)
      } else if Self.isSpace(bytes[start]) {
        continuations += 1
      } else {
        otherLines += 1 + continuations
        continuations = 0
      }
    }
    // No blank line above: what there is belongs to the title.
    trailerLines = 0
    otherLines = 0
    tokens = []
    hasGeneratedLine = false
    return nil
  }

  private mutating func collect(_ block: Range<Int>) {
    var start = block.lowerBound
    var continues = false
    while start < block.upperBound {
      let end = Self.nextLine(bytes, from: start, before: block.upperBound)
      defer { start = end }
      if continues, Self.isSpace(bytes[start]) {
        trailers[trailers.count - 1].value = trailers[trailers.count - 1].value.lowerBound..<end
        continue
      }
      continues = false
      guard let separator = Self.separator(bytes, in: start..<end), separator > start else { continue }
      continues = true
      trailers.append(Line(token: Self.trimmed(bytes, start..<separator), value: separator + 1..<end))
    }
    for index in trailers.indices { trailers[index].value = Self.trimmed(bytes, trailers[index].value) }
  }

  private func endOfTitle(before end: Int) -> Int {
    var start = 0
    while start < end {
      let next = Self.nextLine(bytes, from: start, before: end)
      if bytes[start] != Self.comment, Self.isBlank(bytes[start..<next]) { break }
      start = next
    }
    return start
  }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate func dropLast(while predicate: (UInt8) -> Bool) -> Self {
    var end = endIndex
    while end > startIndex, predicate(self[end - 1]) { end -= 1 }
    return self[startIndex..<end]
  }
}
