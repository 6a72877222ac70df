/// The policy of a scenario: `docs/scenarios.md` says at its top what it holds unless said.
struct PolicyText {
  /// Lines under `approval`, beside `required`.
  var approval: [String] = []
  var required = 1
  /// Lines under `tests`, beside `suites`.
  var tests: [String] = []
  /// The trailer keys that state an approval.
  var keys = ["Reviewed-by"]
  /// Entries of `people`, each in YAML's flow style.
  var people: [String] = []

  var text: String {
    let lines =
      ["version: 1", "approval:", "  required: \(required)"] + approval.map { "  \($0)" }
      + ["tests:", "  suites: [unit]"] + tests.map { "  \($0)" }
      + ["evidence:", "  trailers:", "    approval: [\(keys.joined(separator: ", "))]", "    tests: {Tested-by: unit}"]
      + (people.isEmpty ? [] : ["people:"] + people.map { "  - \($0)" })
    return lines.joined(separator: "\n") + "\n"
  }
}
