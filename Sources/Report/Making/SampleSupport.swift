#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a sample says of the whole: the binomial distribution, as tables of attribute sampling have it.
///
/// The whole is taken as endless, which errs on the careful side.
enum SampleSupport {
  /// Returns the chance of at most so many deviations among so many items, if each deviates with `rate`.
  static func chance(ofAtMost deviations: Int, among items: Int, rate: Double) -> Double {
    if deviations >= items { return 1 }
    if rate <= 0 { return 1 }
    if rate >= 1 { return 0 }
    var logarithm = Double(items) * log(1 - rate)
    var sum = exp(logarithm)
    for index in 0..<deviations {
      logarithm += log(Double(items - index)) - log(Double(index + 1)) + log(rate) - log(1 - rate)
      sum += exp(logarithm)
    }
    return min(sum, 1)
  }

  /// Returns the rate of deviations that the whole stays below, with a confidence, if the sample has so many.
  static func upperLimit(deviations: Int, items: Int, confidence: Double) -> Double {
    if deviations >= items { return 1 }
    var low = 0.0
    var high = 1.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if chance(ofAtMost: deviations, among: items, rate: middle) > 1 - confidence {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }

  /// Returns how many items it takes to stay below a tolerable rate, with a confidence, if so many deviate.
  static func size(deviations: Int, tolerable: Double, confidence: Double) -> Int {
    var items = deviations + 1
    while chance(ofAtMost: deviations, among: items, rate: tolerable) > 1 - confidence { items += 1 }
    return items
  }

  /// The rate in percent with one decimal: a limit rounded up, a rate that was counted to the nearest.
  static func percent(_ rate: Double, isLimit: Bool = true) -> String {
    let tenths = isLimit ? Int((rate * 1000 - 1e-9).rounded(.up)) : Int((rate * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)%"
  }
}
