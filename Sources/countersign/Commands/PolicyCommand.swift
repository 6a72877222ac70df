import ArgumentParser
import Audit
import Diagnostics
import Fieldwork
import GitStore
import Policy

/// Writes, checks and shows the policy.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Write, check or show the policy",
    subcommands: [Initialise.self, Check.self, Show.self])

  struct Initialise: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init",
      abstract: "Write a countersign.yml to start from, with a comment and the default on every key")

    @Option(help: "The way of working: \(Preset.allCases.map(\.rawValue).joined(separator: ", ")).")
    var preset: Preset?

    @OptionGroup(title: "What to audit") var repository: RepositoryOptions

    func run() throws {
      let opened = try repository.open()
      guard let folder = opened.workTree else {
        throw Stopped(
          Diagnostic(
            .error, "policy-invalid", "a bare repository has no work tree to write the policy to",
            places: [.named(opened.gitDirectory)], help: ["run this in a clone, commit the file, and push it"]))
      }
      let path = folder + PolicyFileName.path
      if (try? FileBytes.read(path)) != nil {
        throw Stopped(
          Diagnostic(
            .error, "policy-invalid", "there is a policy already; it is left as it is", places: [.named(path)],
            help: ["check it with `countersign policy check`"]))
      }
      let (production, chosen) = try known(opened)
      let branch = production.split(separator: "/").dropFirst(2).joined(separator: "/")
      let template = PolicyTemplate.text(
        preset: chosen, branch: production.hasPrefix("refs/remotes/") ? branch.droppingRemote : branch)
      try FileBytes.replace(path, with: template.utf8)
      Terminal.say("wrote \(path) (preset \(chosen.rawValue))\n")
      Terminal.say("commit it through review: it takes effect with the change after the one that brings it\n")
    }

    /// Returns production's name and the preset. Where nothing is committed yet, the policy is part of the first commit.
    private func known(_ opened: Repository) throws -> (production: String, preset: Preset) {
      if repository.production == nil, try opened.target(of: "HEAD") == nil,
        let unborn = try opened.symbolicTarget(of: "HEAD")
      {
        return (unborn, preset ?? Preset.none)
      }
      let production = try ProductionRef.find(opened, named: repository.production).name
      return (production, try preset ?? AuditRequest(production: production).recognisedPreset(in: opened))
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Report every problem of a policy file")

    @Argument(help: "The file; countersign.yml in the work tree if left out.")
    var file: String?

    @OptionGroup(title: "What to audit") var repository: RepositoryOptions

    func run() throws {
      let path = try file ?? ((repository.open().workTree ?? "") + PolicyFileName.path)
      let version = try PolicyFile.read(path)
      try Terminal.write("\(path) is a policy, \(version.digest)\n")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print the policy in force, with everything that was left out filled in")

    @OptionGroup(title: "What to audit") var repository: RepositoryOptions

    func run() throws {
      let opened = try repository.open()
      let shown = try AuditRequest(production: repository.production, policy: try repository.givenPolicy())
        .policyInForce(in: opened)
      try Terminal.write("# \(shown.note)\n" + yaml(shown.version.policy))
    }
  }
}

extension Preset: ExpressibleByArgument {}

extension String {
  /// The name of a remote's branch without the remote.
  fileprivate var droppingRemote: String { split(separator: "/").dropFirst().joined(separator: "/") }
}
