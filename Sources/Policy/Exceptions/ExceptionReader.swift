package import Diagnostics

/// Reads one file of `.countersign/exceptions/`.
package enum ExceptionReader {
  /// Returns what a file says.
  ///
  /// - Parameters:
  ///   - name: What messages call it: its path.
  ///   - codes: The codes that a finding can have.
  /// - Throws: Every problem of a file that is valid YAML, in the order of its lines. There is no partial result.
  package static func read(_ bytes: [UInt8], name: String, codes: [String]) throws(Stopped) -> ExceptionFile {
    let (reading, tree) = try PolicyReader.parse(bytes, name: name, kind: .exception, largest: ExceptionFile.largest)
    let file = reading.exception(tree, bytes, codes: codes)
    try PolicyReader.stop(reading.diagnostics)
    return file
  }
}

extension DocumentKind {
  static let exception = DocumentKind(
    noun: "exception", one: "an exception", helpWhereEmpty: "write one with `countersign record exception COMMIT`")
}

extension PolicyReading {
  private static let common = [
    "id", "kind", "commits", "findings", "reason", "owner", "rootCause", "impact", "remediation", "managementResponse",
    "compensatingControl", "createdAt", "expires",
  ]
  private static let emergency = ["declaredBy", "declaredAt", "incident", "signature"]

  fileprivate func exception(_ tree: YAMLTree, _ bytes: [UInt8], codes: [String]) -> ExceptionFile {
    var file = ExceptionFile(
      id: "", kind: .exception, commits: [], findings: [], reason: "", signedBytes: bytes)
    guard case .map(let entries) = tree.content else {
      refuse(
        "the exception is \(tree.kind), not a mapping", at: tree.spot ?? tree.start,
        help: "write one with `countersign record exception COMMIT`")
      return file
    }
    let keys = Self.common + Self.emergency
    guard let root = section(entries, path: "", keys: keys, spot: tree.spot ?? tree.start) else { return file }
    file.kind = word(root["kind"], of: ExceptionFile.Kind.self) ?? .exception
    file.id = exceptionID(required(root, "id", "a name of its own, such as `id: EX-2026-001`")) ?? ""
    file.commits = commits(required(root, "commits", "the full ids of the excepted commits: `commits: [4f2e91…]`"))
    file.reason = prose(required(root, "reason", "why it is accepted: `reason: …`")) ?? ""
    file.owner = line(root["owner"])?.value
    file.rootCause = prose(root["rootCause"])
    file.impact = prose(root["impact"])
    file.remediation = prose(root["remediation"])
    file.managementResponse = prose(root["managementResponse"])
    file.compensatingControl = prose(root["compensatingControl"])
    file.createdAt = instant(root["createdAt"])?.value
    file.findings = codes.isEmpty ? [] : findings(root["findings"], codes)
    switch file.kind {
    case .exception:
      _ = required(root, "owner", "who answers for it: `owner: ada`")
      _ = required(root, "findings", "the codes of the accepted findings: `findings: [self-approved]`")
      file.expires = end(required(root, "expires", "the last day on which it is valid: `expires: 2026-12-31`"))
      for key in Self.emergency {
        guard let field = root[key] else { continue }
        refuse(
          "\(key.quoted) is for emergencies, and this is an exception", at: field.keySpot,
          help: "write `kind: emergency`, or remove the key")
      }
    case .emergency:
      file.declaredBy = line(required(root, "declaredBy", "a person of the policy: `declaredBy: ada`"))?.value
      file.declaredAt = instant(required(root, "declaredAt", "when, such as `declaredAt: 2026-01-31T09:00:00Z`"))?.value
      file.incident = line(root["incident"])?.value
      if let field = root["expires"] {
        refuse(
          "an emergency does not expire: its review is due by `emergency.reviewWithin` of the policy",
          at: field.keySpot, help: "remove `expires`")
      }
      signature(root["signature"], entries, bytes, into: &file)
    }
    return file
  }

  private func required(_ root: Section, _ key: String, _ what: String) -> Field? {
    if let field = root[key] { return field }
    refuse("the exception has no \(key.quoted)", at: root.spot, help: "add \(what)")
    return nil
  }

  private func exceptionID(_ field: Field?) -> String? {
    guard let field, let text = line(field) else { return nil }
    guard ExceptionFile.isID(text.value) else {
      refuse(
        "`id` is not a name: \(text.value.quoted)", at: text.spot,
        help: "write at most 64 letters, digits, `.`, `_` and `-`, such as `EX-2026-001`")
      return nil
    }
    return text.value
  }

  private func commits(_ field: Field?) -> [String] {
    guard let texts = list(field) else { return [] }
    for text in texts {
      let count = text.value.utf8.count
      if count != 40 && count != 64
        || !text.value.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
      {
        refuse(
          "`commits` has what is no full id: \(text.value.quoted)", at: text.spot,
          help: "write all its digits, in lower case: `git rev-parse COMMIT` prints them")
      }
    }
    return texts.map(\.value)
  }

  private func findings(_ field: Field?, _ codes: [String]) -> [String] {
    guard let texts = list(field) else { return [] }
    for text in texts where !codes.contains(text.value) && !isFull {
      let near = codes.nearest(to: text.value)
      refuse(
        "there is no finding \(text.value.quoted)", at: text.spot,
        help: near.map { "did you mean \($0.quoted)?" } ?? "the codes are in docs/findings/")
    }
    return texts.map(\.value)
  }

  /// A day is valid to its end.
  private func end(_ field: Field?) -> Instant? {
    guard let field, let at = instant(field) else { return nil }
    guard let text = line(field), text.value.utf8.count == 10 else { return at.value }
    return Instant(seconds: at.value.seconds + 86_400)
  }

  /// The signature stands last, so that what it signs is the file up to it: `sed '/^signature:/,$d'` prints that.
  private func signature(
    _ field: Field?, _ entries: [YAMLTree.Entry], _ bytes: [UInt8], into file: inout ExceptionFile
  ) {
    guard let field else { return }
    guard entries.last?.key == "signature", field.keySpot.column == 1 else {
      refuse("`signature` is not the last key", at: field.keySpot, help: "put it last: it signs what stands above it")
      return
    }
    file.signature = prose(field)
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    file.signedBytes = Array(lines.prefix(field.keySpot.line - 1).map { $0 + [UInt8(ascii: "\n")] }.joined())
  }
}
