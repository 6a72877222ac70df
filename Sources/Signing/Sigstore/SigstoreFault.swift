/// Why a signature through Sigstore doesn't count.
struct SigstoreFault: Error, Hashable {
  let reason: String
  /// It was checked and is false; otherwise it can't be checked here.
  let isFalse: Bool

  /// It is not what it says.
  static func wrong(_ reason: String) -> Self { SigstoreFault(reason: reason, isFalse: true) }

  /// It is of a kind that isn't known here, or isn't of this shape.
  static func unknown(_ reason: String) -> Self { SigstoreFault(reason: reason, isFalse: false) }
}
