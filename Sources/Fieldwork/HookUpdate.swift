package import Diagnostics
package import GitStore

/// One movement of a ref, as git tells a hook.
package struct HookUpdate: Hashable, Sendable {
  /// The ref on the receiving side, in full.
  package var ref: String
  /// `nil` where the ref did not exist there.
  package var old: ObjectID?
  /// `nil` where the ref is deleted.
  package var new: ObjectID?

  /// Reads what git gives `pre-receive` on standard input: `OLD NEW REF`, one a line.
  ///
  /// - Throws: ``Stopped`` for a line of another shape: a hook that can't read its input judges nothing.
  package static func received(_ input: [UInt8]) throws(Stopped) -> [HookUpdate] {
    try lines(input, fields: 3) { HookUpdate(ref: $0[2], old: $0[0], new: $0[1]) }
  }

  /// Reads what git gives `pre-push` on standard input: `LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID`, one a line.
  ///
  /// - Throws: ``Stopped`` for a line of another shape.
  package static func pushed(_ input: [UInt8]) throws(Stopped) -> [HookUpdate] {
    try lines(input, fields: 4) { HookUpdate(ref: $0[2], old: $0[3], new: $0[1]) }
  }

  private init?(ref: String, old: String, new: String) {
    guard let old = ObjectID(hex: old), let new = ObjectID(hex: new) else { return nil }
    self.ref = ref
    self.old = old == .zero ? nil : old
    self.new = new == .zero ? nil : new
  }

  private static func lines(
    _ input: [UInt8], fields: Int, _ read: ([String]) -> HookUpdate?
  ) throws(Stopped) -> [HookUpdate] {
    var updates: [HookUpdate] = []
    for line in input.split(separator: 0x0A) {
      let parts = line.split(separator: 0x20, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard parts.count == fields, let update = read(parts) else {
        throw Stopped(
          Diagnostic(
            .error, "range-not-found", "a line of the hook's input is not what git writes",
            places: [.named(String(decoding: line, as: UTF8.self))],
            help: ["the hook is called by git; try it with a push"]))
      }
      updates.append(update)
    }
    return updates
  }
}
