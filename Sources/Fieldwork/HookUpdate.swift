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

  /// Reads what git gives `update` as its arguments: `REF OLD NEW`.
  ///
  /// - Throws: ``Stopped`` for others.
  package static func argued(_ arguments: [String]) throws(Stopped) -> [HookUpdate] {
    guard arguments.count == 3, let update = HookUpdate(ref: arguments[0], old: arguments[1], new: arguments[2]) else {
      throw wrong(arguments.joined(separator: " "))
    }
    return [update]
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
        throw wrong(String(decoding: line, as: UTF8.self))
      }
      updates.append(update)
    }
    return updates
  }

  static func wrong(_ text: String) -> Stopped {
    Stopped(
      Diagnostic(
        .error, "range-not-found", "what the hook was given is not what git gives it",
        places: [.named(String(text.prefix(500)))], help: ["the hook is called by git; try it with a push"]))
  }
}
