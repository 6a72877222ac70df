import Foundation

/// The real `countersign`, as built together with the running tests.
package enum Binary {
  /// Runs the program in an environment without anything of the user's.
  ///
  /// - Parameters:
  ///   - folder: Where it runs; the tests' own folder if `nil`.
  ///   - environment: Variables besides ``HermeticEnvironment/variables``.
  /// - Throws: ``TestingError`` where it isn't built or doesn't end within 60 seconds. A failure exit isn't thrown.
  package static func run(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:], input: [UInt8] = []
  ) throws -> Output {
    try Subprocess(
      program: path(), arguments: arguments, folder: folder,
      environment: HermeticEnvironment.variables.merging(environment) { $1 }, input: input, limit: 60
    ).run()
  }

  /// Returns the path of the program: beside the test bundle that runs, so never that of another configuration.
  package static func path(named name: String = "countersign") throws -> String {
    let path = productFolder() + "/" + name
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw TestingError("not built: \(path); run `swift build`")
    }
    return path
  }

  /// Where the tests' bundle is; the debug build of this package where nothing tells.
  private static func productFolder(file: String = #filePath) -> String {
    let bundles = CommandLine.arguments + Bundle.allBundles.map(\.bundlePath)
    for bundle in bundles {
      let parts = bundle.split(separator: "/", omittingEmptySubsequences: false)
      guard let index = parts.firstIndex(where: { $0.hasSuffix(".xctest") }), index > 0 else { continue }
      return parts[..<index].joined(separator: "/")
    }
    let root = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("../..").standardized
    return root.appendingPathComponent(".build/debug").path
  }
}
