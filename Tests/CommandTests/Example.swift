import CountersignTesting

/// A repository with a policy and changes of each verdict, the same on every machine.
enum Example {
  static let policy = """
    version: 1
    preset: none
    production: {branch: main}
    timing: declared
    approval: {required: 1}
    tests: {suites: [unit]}
    evidence:
      trailers:
        approval: [Reviewed-by]
        tests: {Tested-by: unit}

    """

  static let approved = "Reviewed-by: Bob Brown <bob@example.com>\nTested-by: CI <ci@example.com>"

  /// Makes the commit that brings the policy, and returns it.
  static func begin(_ repository: RepositoryBuilder) throws -> String {
    try repository.commit("Bring the policy", files: ["countersign.yml": policy])
  }

  static func make() throws -> (repository: RepositoryBuilder, base: String, good: String, bad: String) {
    let repository = try RepositoryBuilder()
    let base = try begin(repository)
    let good = try repository.commit("Raise the limit\n\n\(approved)")
    let bad = try repository.commit(
      "Raise it again\n\nReviewed-by: Ada Lovelace <ada@example.com>\nTested-by: CI <ci@example.com>")
    return (repository, base, good, bad)
  }
}
