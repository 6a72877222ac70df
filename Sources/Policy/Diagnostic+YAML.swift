import Diagnostics

// What is wrong with the file as YAML, before anything in it is understood.
extension Diagnostic {
  static func empty(_ source: SourceText) -> Diagnostic {
    Diagnostic(
      invalid: "the \(source.kind.noun) is empty", at: [.named(source.name)], help: [source.kind.helpWhereEmpty])
  }

  static func refusedYAML(_ what: String, at spot: Spot, in source: SourceText) -> Diagnostic {
    Diagnostic(
      invalid: "\(what) is not read in \(source.kind.one)", at: [source.place(spot)],
      help: ["write the values out: what \(source.kind.one) says must be plain to whoever reviews it"])
  }

  init(_ refused: YAMLScan.Refused, at spot: Spot, in source: SourceText) {
    switch refused {
    case .anchor: self = .refusedYAML("an anchor", at: spot, in: source)
    case .alias: self = .refusedYAML("an alias", at: spot, in: source)
    case .tag: self = .refusedYAML("a tag", at: spot, in: source)
    case .explicitKey: self = .refusedYAML("a key written with `?`", at: spot, in: source)
    case .directive:
      self.init(
        invalid: "a YAML directive is not read in \(source.kind.one)", at: [source.place(spot)],
        help: ["remove the line"])
    case .secondDocument:
      self.init(
        invalid: "\(source.kind.one) is one YAML document; another begins here", at: [source.place(spot)],
        help: ["remove the line with the dashes or dots, and what does not belong to the \(source.kind.noun)"])
    case .depth:
      self.init(
        invalid: "the file is nested more than \(YAMLScan.deepest) levels deep", at: [source.place(spot)],
        help: ["nothing in \(source.kind.one) needs more than five"])
    case .duplicateKey(let key, let first):
      self.init(
        invalid: "the key \(key.quoted) stands here twice", at: [source.place(spot)],
        notes: ["first in line \(first.line)"], help: ["keep one of them"])
    }
  }
}
