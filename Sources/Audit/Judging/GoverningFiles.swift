import Policy

/// The files that govern the control, with the ones that say who owns what.
enum GoverningFiles {
  static let folder = ".countersign"

  /// Returns whether a change of a path is one of the control itself.
  static func govern(_ path: [UInt8], _ policy: Policy) -> Bool {
    let text = String(decoding: path, as: UTF8.self)
    return text == PolicyFileName.path || text == PolicyFileName.mailmap || text == folder
      || text.hasPrefix(folder + "/") || CodeOwners.places.contains(text) || policy.namesSignerFile(text)
  }
}

extension Policy {
  /// A Boolean value that tells whether which paths a change has decides what it needs.
  var asksForPaths: Bool { !paths.isEmpty || codeowners || policyOwners != nil }
}
