import Diagnostics

/// One reading of a file, with the problems found so far.
///
/// The readers of single keys return `nil` for what is missing and for what is wrong, and note what is wrong; so all
/// problems are found in one run. What they return counts only if there are none.
final class PolicyReading {
  let source: SourceText
  /// The line of each key of the file, by dotted path.
  private(set) var lines: [String: Int] = [:]
  private var problems: [(spot: Spot, diagnostic: Diagnostic)] = []

  init(source: SourceText) { self.source = source }

  /// The problems in the order of the file; at most one more than are shown.
  var diagnostics: [Diagnostic] {
    problems.sorted { ($0.spot, $0.diagnostic.message) < ($1.spot, $1.diagnostic.message) }.map(\.diagnostic)
  }

  /// A Boolean value that tells whether no more problems are kept, so that looking for words to help with is in vain.
  var isFull: Bool { problems.count > PolicyReader.mostShown }

  func refuse(_ message: String, at spot: Spot, notes: [String] = [], help: String) {
    if isFull { return }
    problems.append(
      (spot, Diagnostic(invalid: message, at: [source.place(spot)], notes: notes, help: [help])))
  }

  /// Returns the entries of a mapping by key, of which each must be known.
  func section(_ field: Field?, keys: [String]) -> Section? {
    guard let field else { return nil }
    guard case .map(let entries) = field.value.content else {
      refuse(
        "\(field.path.quoted) is \(field.value.kind), not a mapping", at: field.spot,
        help: "its keys are \(keys.listed())")
      return nil
    }
    return section(entries, path: field.path, keys: keys, spot: field.spot)
  }

  func section(_ entries: [YAMLTree.Entry], path: String, keys: [String], spot: Spot) -> Section? {
    if entries.isEmpty {
      if path.isEmpty {
        refuse("the \(source.kind.noun) is empty", at: spot, help: source.kind.helpWhereEmpty)
      } else {
        refuse("\(path.quoted) is empty", at: spot, help: "remove it, or give one of \(keys.listed("or"))")
      }
      return nil
    }
    let above = path.isEmpty ? "" : path + "."
    var fields: [String: Field] = [:]
    for entry in entries {
      let field = Field(path: above + entry.key, keySpot: entry.keySpot, value: entry.value)
      lines[field.path] = entry.keySpot.line
      if keys.contains(entry.key) {
        fields[entry.key] = field
      } else {
        unknown(entry, in: path, keys: keys)
      }
    }
    return Section(path: path, spot: spot, fields: fields)
  }

  func noteLine(_ line: Int, of path: String) { lines[path] = line }

  private func unknown(_ entry: YAMLTree.Entry, in path: String, keys: [String]) {
    if isFull { return }
    let whole = path.isEmpty ? source.kind.one : path.quoted
    if entry.key == "<<" {
      refuse(
        "a merge key is not read in \(source.kind.one)", at: entry.keySpot,
        help: "write the values out: what \(source.kind.one) says must be plain to whoever reviews it")
    } else if let near = keys.nearest(to: entry.key) {
      refuse(
        "\(entry.key.quoted) is not a key of \(whole)", at: entry.keySpot, help: "did you mean \(near.quoted)?")
    } else {
      refuse(
        "\(entry.key.quoted) is not a key of \(whole)", at: entry.keySpot,
        help: "the keys of \(whole) are \(keys.listed())")
    }
  }
}

/// A key of the file with its value.
struct Field {
  /// Dotted, such as `approval.required` or `people[0].name`.
  var path: String
  var keySpot: Spot
  var value: YAMLTree

  /// Where to point: at the value, or at the key where the value has no text of its own or many lines.
  var spot: Spot { value.spot ?? keySpot }
}

/// A mapping of the file whose keys are known.
struct Section {
  var path: String
  var spot: Spot
  fileprivate(set) var fields: [String: Field]

  subscript(_ key: String) -> Field? { fields[key] }
}

/// A value with the place that it was read from.
struct Located<Value> {
  var value: Value
  var spot: Spot
}

extension Located: Equatable where Value: Equatable {}
