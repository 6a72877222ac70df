import Diagnostics
import Yams

extension YAMLTree {
  /// Parses a text that ``YAMLScan`` found nothing wrong with.
  init(parsing source: SourceText, scan: YAMLScan) throws(Stopped) {
    do {
      // The basic resolver resolves nothing, and the encoding is given because the default one asks the environment.
      let parser = try Parser(yaml: source.text, resolver: .basic, constructor: .default, encoding: .utf8)
      // Nodes hold their anchors weakly; the parser owns them.
      self = try withExtendedLifetime(parser) {
        guard let root = try parser.singleRoot() else { throw Stopped(.empty(source)) }
        return try YAMLTree(root, in: source, scan: scan, depth: 1)
      }
    } catch let stopped as Stopped {
      throw stopped
    } catch let error as YamlError {
      throw Stopped(Diagnostic(error, in: source, scan: scan))
    } catch {
      throw Stopped(Diagnostic(invalid: "the file is not valid YAML", at: [.named(source.name)]))
    }
  }

  private init(_ node: Node, in source: SourceText, scan: YAMLScan, depth: Int) throws {
    let mark = node.mark
    let start = Spot(line: mark?.line ?? 1, column: mark?.column ?? 1)
    let first = source.scalar(at: start)
    if node.anchor != nil || first == "&" || first == "*" || first == "!" {
      throw Stopped(.refusedYAML("an anchor, alias or tag", at: start, in: source))
    }
    if depth > YAMLScan.deepest { throw Stopped(.refusedYAML("nesting this deep", at: start, in: source)) }
    self.start = start
    var spot = scan.lengths[start].map { Spot(start, length: $0) }
    switch node {
    case .scalar(let scalar):
      if scalar.string.isEmpty, scalar.style == .plain { spot = nil }
      content = .text(scalar.string, plain: scalar.style == .plain)
    case .sequence(let nodes):
      if first != "[" { spot = nil }
      content = .list(try nodes.map { try YAMLTree($0, in: source, scan: scan, depth: depth + 1) })
    case .mapping(let mapping):
      if first != "{" { spot = nil }
      content = .map(
        try mapping.map { key, value in
          let key = try YAMLTree(key, in: source, scan: scan, depth: depth + 1)
          guard case .text(let text, _) = key.content else {
            throw Stopped(.refusedYAML("a key that is \(key.kind)", at: key.start, in: source))
          }
          return Entry(
            key: text, keySpot: key.spot ?? key.start,
            value: try YAMLTree(value, in: source, scan: scan, depth: depth + 1))
        })
    case .alias:
      throw Stopped(.refusedYAML("an alias", at: start, in: source))
    }
    self.spot = spot
  }
}

extension Diagnostic {
  fileprivate init(_ error: YamlError, in source: SourceText, scan: YAMLScan) {
    let help = [
      "check the indentation and the brackets there; texts with `: `, ` #` or a leading sign need double quotes"
    ]
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let spot = Spot(line: mark.line, column: mark.column)
      let notes = context.map { ["\($0.text) that begins in line \($0.mark.line)"] } ?? []
      self.init(
        invalid: "the file is not valid YAML: \(problem)", at: [source.place(spot)], notes: notes,
        help: source.scalar(at: spot) == "\t" ? ["YAML is indented with spaces, never with tabs"] : help)
    case .duplicatedKeysInMapping(let keys, let context):
      let start = Spot(line: context.mark.line, column: context.mark.column)
      let spot = Spot(start, length: scan.lengths[start] ?? 1)
      self.init(
        invalid: "a mapping has a key twice: \(keys.listed())", at: [source.place(spot)],
        help: ["keep one of them: which one would count is not for YAML to say"])
    case .reader(let problem, _, _, _):
      self.init(invalid: "the file is not valid YAML: \(problem)", at: [.named(source.name)])
    default:
      self.init(invalid: "the file is not valid YAML", at: [.named(source.name)], help: help)
    }
  }
}
