/// A policy file as scalars, lists and mappings, each with its place.
///
/// Nothing is resolved: whether a text such as `1` or `true` is a number is for the key to say that it stands under.
struct YAMLTree {
  struct Entry {
    var key: String
    var keySpot: Spot
    var value: YAMLTree
  }

  enum Content {
    /// `plain` tells that the text had no quotes.
    case text(String, plain: Bool)
    case list([YAMLTree])
    case map([Entry])
  }

  var content: Content
  /// What to underline; `nil` for what has no text of its own, such as a missing value or a list over several lines.
  var spot: Spot?
  /// Where it begins.
  var start: Spot

  /// A Boolean value that tells whether there is no value at all: nothing, `~`, or `null`.
  var isMissing: Bool {
    if case .text(let text, plain: true) = content { return ["", "~", "null", "Null", "NULL"].contains(text) }
    return false
  }

  var isEmptyList: Bool {
    if case .list(let items) = content { return items.isEmpty }
    return false
  }

  /// What it is, for a message.
  var kind: String {
    switch content {
    case .text: isMissing ? "nothing" : "a single value"
    case .list: "a list"
    case .map: "a mapping"
    }
  }
}
