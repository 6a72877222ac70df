import CountersignTesting
import Foundation

/// Report folders of repositories of several kinds, made once by the real program.
struct Reports: Sendable {
  let folder: TemporaryFolder
  private(set) var pages: [String] = []

  static let made = Result { try Reports() }

  /// The page of more changes than are described or shown at once.
  static let long = Result {
    let made = try Reports.made.get()
    let repository = try Repositories.long(2_100)
    let output = try Binary.run(
      [
        "report", "-C", repository.path, "--now", "2027-01-02T00:00:00Z", "--period", "2026", "--output",
        "\(made.folder.path)/long",
      ])
    guard output.status <= 1 else { throw TestingError("the long report: \(output.stderr)") }
    return made.page(of: "long")
  }

  /// The path of a report's page, for a copy to break.
  func page(of name: String) -> String { "\(folder.path)/\(name)/report.html" }

  private init() throws {
    folder = try TemporaryFolder()
    // What is made for all tests lives as long as the process, which lets go of nothing when it ends.
    atexit { try? FileManager.default.removeItem(atPath: Reports.made.get().folder.path) }
    try demo()
    try write("hostile", of: Repositories.hostile(), sample: 3)
    try write("promoted", of: Repositories.promoted(), sample: 2)
    try write("excepted", of: Repositories.excepted(), sample: 1)
    let quiet = try Repositories.unjudged()
    try write("unjudged", of: quiet)
    try write("empty", of: quiet, ["--since", "2026-03-01", "--until", "2026-04-01"])
  }

  private mutating func demo() throws {
    let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardized.path
    let path = folder.path + "/demo.git"
    let made = try Subprocess(
      program: root + "/scripts/make-demo-repository", arguments: [path], environment: HermeticEnvironment.variables
    ).run()
    guard made.status == 0 else { throw TestingError("the demo: \(made.stderr)") }
    try write("demo", at: path, sample: 5, ["--period", "2026"])
  }

  private mutating func write(
    _ name: String, of repository: RepositoryBuilder, sample: Int? = nil, _ period: [String] = ["--period", "2026"]
  ) throws {
    try write(name, at: repository.path, sample: sample, period)
  }

  private mutating func write(_ name: String, at path: String, sample: Int? = nil, _ period: [String]) throws {
    let drawn = sample.map { ["--sample", "\($0)", "--seed", "Tea & <b>biscuits</b>; it's 4 o'clock"] } ?? []
    let output = try Binary.run(
      ["report", "-C", path, "--now", "2027-01-02T00:00:00Z", "--output", "\(folder.path)/\(name)"] + period + drawn)
    guard output.status <= 1 else { throw TestingError("the report \(name): \(output.stderr)") }
    pages.append(page(of: name))
    if sample != nil { pages.append("\(folder.path)/\(name)/sample.html") }
  }
}
