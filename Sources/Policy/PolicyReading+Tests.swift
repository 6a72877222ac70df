import Diagnostics

extension PolicyReading {
  func tests(_ field: Field?, people: [ReadPerson]) -> TestRule {
    var rule = TestRule.standard
    let keys = ["suites", "runners", "minimumGrade", "coverage", "rerun", "counts"]
    guard let section = section(field, keys: keys) else { return rule }
    rule.requirement = requirement(section["suites"]) ?? rule.requirement
    rule.runners = runners(section["runners"], people: people)
    rule.minimumGrade = word(section["minimumGrade"]) ?? rule.minimumGrade
    rule.coverage = coverage(section["coverage"]) ?? rule.coverage
    rule.rerun = word(section["rerun"]) ?? rule.rerun
    rule.counts = word(section["counts"]) ?? rule.counts
    return rule
  }

  private func requirement(_ field: Field?) -> TestRule.Requirement? {
    guard let field else { return nil }
    switch field.value.content {
    case .list(let items):
      if items.isEmpty {
        refuse(
          "`tests.suites` is empty: nothing required would always pass", at: field.spot,
          help: "name the suites, write `any`, or say why there are no tests: `suites: {none: \"the reason\"}`")
        return nil
      }
      return list(field).map { .suites($0.map(\.value)) }
    case .map:
      guard let section = section(field, keys: ["none"]) else { return nil }
      return prose(section["none"]).map { .none(reason: $0) }
    case .text(let text, _):
      if text == "any" { return .any }
      let help =
        text == "none"
        ? "say why: `suites: {none: \"the reason\"}`"
        : "write a list such as `[unit, functional]`, or `any`, or `{none: \"the reason\"}`"
      refuse(
        field.value.isMissing ? "`tests.suites` is nothing" : "`tests.suites` can't be \(text.quoted)",
        at: field.spot, help: help)
      return nil
    }
  }

  private func runners(_ field: Field?, people: [ReadPerson]) -> [String]? {
    guard let texts = list(field) else { return nil }
    let known = people.map(\.person.id), ids = Set(known)
    for text in texts where !ids.contains(text.value) && !isFull {
      let help: String
      if let near = known.nearest(to: text.value) {
        help = "did you mean \(near.quoted)?"
      } else if known.isEmpty {
        help = "list the runner under `people`: `- {id: \(YAMLWriter.scalar(text.value)), kind: bot, keys: […]}`"
      } else {
        help = "the ids under `people` are \(known.listed())"
      }
      refuse("`tests.runners` names \(text.value.quoted), whom `people` does not list", at: text.spot, help: help)
    }
    return texts.map(\.value)
  }
}
