import Crypto

/// Where a leaf stands in a log's tree of hashes: RFC 6962, section 2.1.
enum MerklePath {
  static func leaf(_ entry: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: [0x00] + entry)) }

  private static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: [0x01] + left + right))
  }

  /// Returns the root of a tree in which a leaf has this place; `nil` where the path isn't as long as it has to be.
  static func root(of leaf: [UInt8], at index: Int64, in size: Int64, _ path: [[UInt8]]) -> [UInt8]? {
    guard index >= 0, index < size else { return nil }
    // Below the last node that this place and the tree's last one share, each level has a sibling; above, only those
    // that are complete on the left.
    let inner = Int64.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
    guard path.count == inner + (index >> inner).nonzeroBitCount else { return nil }
    var hash = leaf
    for (level, sibling) in path.prefix(inner).enumerated() {
      hash = index >> level & 1 == 0 ? node(hash, sibling) : node(sibling, hash)
    }
    return path.dropFirst(inner).reduce(hash) { node($1, $0) }
  }
}
