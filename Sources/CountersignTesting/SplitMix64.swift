/// A small generator whose numbers depend on nothing but its seed, in every version of Swift.
///
/// Algorithm: Steele, Lea and Flood, "Fast splittable pseudorandom number generators".
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var result = state
    result = (result ^ (result >> 30)) &* 0xbf58_476d_1ce4_e5b9
    result = (result ^ (result >> 27)) &* 0x94d0_49bb_1331_11eb
    return result ^ (result >> 31)
  }

  /// Returns a number from 0 to `bound - 1`. The standard library's own choice may differ between versions.
  package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Returns `true` in `share` of a thousand cases.
  package mutating func chance(_ share: Int) -> Bool { below(1000) < share }
}
