package import Diagnostics
import Evidence
import Fieldwork
package import GitStore
package import Report
import Signing

/// `statement.json` as it was read: how a report says that it was made. Nothing of it is believed yet.
package struct ReportStatement: Hashable, Sendable {
  package var making: Making
  package var origin: String?
  package var base: ObjectID?
  package var tip: ObjectID
  /// The ends and starts of the lines, and all that was promoted by then; empty where production is a branch.
  package var tips: [ObjectID] = []
  package var bases: [ObjectID] = []
  package var covered: [ObjectID] = []
  package var since: Instant
  package var until: Instant

  /// - Throws: ``Stopped`` with `report-incomplete`.
  package init(of folder: HandoverFolder) throws(Stopped) {
    guard let bytes = folder.files[StatementFormat.name] else {
      throw HandoverFolder.stopped(folder.path, "\(StatementFormat.name) is missing")
    }
    do throws(JSONReader.Fault) {
      let fields = Fields(try JSONReader.read(bytes), "")
      let schema = try fields.text("schema")
      guard schema == StatementFormat.schema else {
        throw JSONReader.Fault("its schema is `\(schema.prefix(60).printable)`, not \(StatementFormat.schema)")
      }
      let tool = try fields.fields("tool"), production = try fields.fields("production")
      let scope = try fields.fields("scope"), policy = try fields.fields("policy")
      var making = Making(
        version: try tool.text("version"), now: try fields.time("now"), production: try production.text("name"),
        productionTip: try production.id("tip"))
      making.binaryDigest = try tool.digestIfAny("digest")
      making.productionNote = try production.textIfAny("note")
      making.productionTags = try production.textIfAny("tags")
      if making.productionTags != nil {
        making.productionTagRefs = try production.listIfAny("tagRefs")?.map { ref throws(JSONReader.Fault) in
          Ref(name: try ref.text("name"), target: try ref.id("target"))
        }
      }
      making.policyFile = try policy.textIfAny("file")
      making.refs = try fields.list("refs").map { ref throws(JSONReader.Fault) in
        Ref(name: try ref.text("name"), target: try ref.id("target"))
      }
      if let previous = try fields.fieldsIfAny("previous") {
        making.previous = Making.PreviousReport(
          manifest: try previous.digestIfAny("manifest") ?? "", tip: try previous.id("tip"),
          tips: try previous.idsIfAny("tips"))
      }
      if let sample = try fields.fieldsIfAny("sample") {
        making.sample = SampleRequest(size: try sample.count("size"), seed: try sample.textIfAny("seed"))
      }
      making.isSigned = try fields.truth("signed")
      making.worksheet = try fields.textIfAny("worksheet")
      self.making = making
      origin = try fields.textIfAny("origin")
      base = try scope.idIfAny("base")
      tip = try scope.id("tip")
      (tips, bases) = (try scope.idsIfAny("tips"), try scope.idsIfAny("bases"))
      covered = try scope.idsIfAny("covered")
      since = try scope.time("since")
      until = try scope.time("until")
    } catch {
      throw HandoverFolder.stopped(folder.path, "\(StatementFormat.name): \(error)")
    }
  }

  /// What the repository was at, by its own account.
  var standpoint: Standpoint {
    var production = ProductionRef(name: making.production, tip: making.productionTip, note: making.productionNote)
    production.tags = making.productionTags
    production.tagRefs = making.productionTagRefs
    return Standpoint(production: production, origin: origin, refs: making.refs)
  }
}

/// The fields of a JSON object, by what they have to be.
private struct Fields {
  let fields: [String: JSONValue]
  let place: String

  init(_ value: JSONValue, _ place: String) {
    fields = value.fields ?? [:]
    self.place = place
  }

  private func wrong(_ key: String, _ what: String) -> JSONReader.Fault {
    JSONReader.Fault("`\(place)\(key)` is no \(what)")
  }

  private func value(_ key: String) -> JSONValue? { fields[key] == .null ? nil : fields[key] }

  func text(_ key: String) throws(JSONReader.Fault) -> String {
    guard let text = value(key)?.text else { throw wrong(key, "text") }
    return text
  }

  func textIfAny(_ key: String) throws(JSONReader.Fault) -> String? { value(key) == nil ? nil : try text(key) }

  func truth(_ key: String) throws(JSONReader.Fault) -> Bool {
    guard case .bool(let truth)? = value(key) else { throw wrong(key, "truth value") }
    return truth
  }

  func fields(_ key: String) throws(JSONReader.Fault) -> Fields {
    guard let value = value(key), value.fields != nil else { throw wrong(key, "object") }
    return Fields(value, "\(place)\(key).")
  }

  func fieldsIfAny(_ key: String) throws(JSONReader.Fault) -> Fields? { value(key) == nil ? nil : try fields(key) }

  func list(_ key: String) throws(JSONReader.Fault) -> [Fields] {
    guard let items = value(key)?.items, items.allSatisfy({ $0.fields != nil }) else { throw wrong(key, "list") }
    return items.enumerated().map { Fields($1, "\(place)\(key)[\($0)].") }
  }

  func id(_ key: String) throws(JSONReader.Fault) -> ObjectID {
    guard let id = ObjectID(hex: try text(key)) else { throw wrong(key, "id") }
    return id
  }

  func idIfAny(_ key: String) throws(JSONReader.Fault) -> ObjectID? { value(key) == nil ? nil : try id(key) }

  func listIfAny(_ key: String) throws(JSONReader.Fault) -> [Fields]? { value(key) == nil ? nil : try list(key) }

  func idsIfAny(_ key: String) throws(JSONReader.Fault) -> [ObjectID] {
    guard let value = value(key) else { return [] }
    guard let items = value.items else { throw wrong(key, "list") }
    return try items.map { item throws(JSONReader.Fault) in
      guard let id = item.text.flatMap({ ObjectID(hex: $0) }) else { throw wrong(key, "list of ids") }
      return id
    }
  }

  func time(_ key: String) throws(JSONReader.Fault) -> Instant {
    guard let time = Instant(rfc3339: try text(key)) else { throw wrong(key, "time") }
    return time
  }

  func count(_ key: String) throws(JSONReader.Fault) -> Int {
    guard case .integer(let number)? = value(key), number > 0, number <= 1_000_000 else { throw wrong(key, "count") }
    return Int(number)
  }

  /// The hexadecimal digits behind `sha256:`.
  func digestIfAny(_ key: String) throws(JSONReader.Fault) -> String? {
    guard let text = try textIfAny(key) else { return nil }
    guard text.hasPrefix("sha256:"), text.utf8.count == 71 else { throw wrong(key, "digest") }
    return String(text.dropFirst(7))
  }
}
