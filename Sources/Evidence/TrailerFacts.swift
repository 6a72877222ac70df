import GitStore

/// The trailer keys that are looked for while history is read. At most 64.
///
/// History is read once, before it is known which policy judges which commit. So the keys of all policies that are
/// known beforehand are looked for together, and what a policy makes of a paragraph is decided later, by
/// ``TrailerFacts/isTrailerBlock(for:)``.
package struct TrailerKeys: Hashable, Sendable {
  package static let capacity = 64
  package private(set) var keys: [String] = []
  private var bytes: [[UInt8]] = []
  private var places: [String: Int] = [:]

  package init() { insert("Co-authored-by") }

  /// The place of `Co-authored-by`, which names contributors under every policy.
  package static let coauthor = 0

  /// Adds a key; without case, each is there once. Past the capacity nothing is added: ``contains(_:)`` tells.
  package mutating func insert(_ key: String) {
    let folded = key.lowercased()
    guard places[folded] == nil, keys.count < Self.capacity else { return }
    places[folded] = keys.count
    keys.append(key)
    bytes.append(Array(key.utf8))
  }

  package func contains(_ key: String) -> Bool { places[key.lowercased()] != nil }
  package func place(of key: String) -> Int? { places[key.lowercased()] }

  /// Returns the keys as bits.
  package func mask(of keys: some Sequence<String>) -> UInt64 {
    keys.reduce(0) { mask, key in place(of: key).map { mask | 1 << UInt64($0) } ?? mask }
  }

  /// Reads the last paragraph of a message; interns the values of the trailers that have one of the keys, and those of
  /// co-authors wherever a line names one.
  package func facts(
    in message: UnsafeRawBufferPointer, texts: inout TextTable, values: inout [TrailerFacts.Value]
  ) -> TrailerFacts {
    let block = TrailerBlock(message)
    var facts = TrailerFacts()
    facts.start = UInt32(values.count)
    TrailerBlock.forEachLine(beginning: bytes[Self.coauthor], in: message) { range in
      values.append(
        .init(key: UInt8(Self.coauthor), text: texts.id(of: UnsafeRawBufferPointer(rebasing: message[range]))))
    }
    guard block.counts(known: true) else { return finished(facts, values) }
    facts.countsIfKnown = true
    facts.countsAnyway = block.counts(known: false)
    facts.hasGeneratedLine = block.hasGeneratedLine
    for index in bytes.indices where block.hasToken(beginning: bytes[index]) { facts.tokens |= 1 << UInt64(index) }
    for line in block.trailers {
      let token = message[line.token]
      guard let place = bytes.firstIndex(where: { $0.count == token.count && TrailerBlock.isPrefix(token, of: $0) })
      else { continue }
      let value = TrailerBlock.unfold(message[line.value])
      let found = TrailerFacts.Value(key: UInt8(place), text: value.withUnsafeBytes { texts.id(of: $0) })
      if place == Self.coauthor, values[Int(facts.start)...].contains(found) { continue }
      values.append(found)
    }
    return finished(facts, values)
  }

  private func finished(_ facts: TrailerFacts, _ values: [TrailerFacts.Value]) -> TrailerFacts {
    var facts = facts
    facts.count = UInt16(clamping: values.count - Int(facts.start))
    return facts
  }
}

/// What is kept of one commit's trailers.
package struct TrailerFacts: Hashable, Sendable {
  package struct Value: Hashable, Sendable {
    /// The key's place in ``TrailerKeys``.
    package var key: UInt8
    package var text: TextTable.ID
  }

  /// Where this commit's values stand in the list of all values.
  package var start: UInt32 = 0
  package var count: UInt16 = 0
  fileprivate var countsIfKnown = false
  fileprivate var countsAnyway = false
  fileprivate var hasGeneratedLine = false
  /// The keys that a trailer line's token is, or is a beginning of.
  fileprivate var tokens: UInt64 = 0

  package init() {}

  package var range: Range<Int> { Int(start)..<Int(start) + Int(count) }

  /// Returns whether the paragraph is a trailer block by git's rule, with `keys` as the configured keys.
  package func isTrailerBlock(for keys: UInt64) -> Bool {
    countsAnyway || countsIfKnown && (hasGeneratedLine || tokens & keys != 0)
  }
}
