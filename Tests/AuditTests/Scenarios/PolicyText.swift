/// The policy of a scenario: `docs/scenarios.md` says at its top what it holds unless said.
struct PolicyText {
  /// Lines under `approval`, beside `required`.
  var approval: [String] = []
  var required = 1
  /// The value of `tests.suites`, in YAML's flow style.
  var suites = "[unit]"
  /// Lines under `tests`, beside `suites`.
  var tests: [String] = []
  /// The trailer keys that state an approval.
  var keys = ["Reviewed-by"]
  /// The trailer keys that state a test run, with their suites.
  var testKeys = "Tested-by: unit"
  /// Entries of `people`, each in YAML's flow style.
  var people: [String] = []
  /// Lines of the policy's own level.
  var more: [String] = []

  var text: String {
    let lines =
      ["version: 1", "approval:", "  required: \(required)"] + approval.map { "  \($0)" }
      + ["tests:", "  suites: \(suites)"] + tests.map { "  \($0)" }
      + ["evidence:", "  trailers:", "    approval: [\(keys.joined(separator: ", "))]", "    tests: {\(testKeys)}"]
      + (people.isEmpty ? [] : ["people:"] + people.map { "  - \($0)" }) + more
    return lines.joined(separator: "\n") + "\n"
  }

  /// The policy that an enemy would like best.
  static let withoutTests = PolicyText(suites: "{none: \"too slow\"}")
  /// Takes declared dates as they are, so that a commit may be approved after it was made.
  static let declared = PolicyText(more: ["timing: declared"])
  /// The policy of repositories behind Gerrit.
  static let gerrit = "version: 1\npreset: gerrit\ntests: {suites: [verified]}\n"
}
