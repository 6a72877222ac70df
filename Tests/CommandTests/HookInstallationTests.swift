import CountersignTesting
import Foundation
import Testing

/// Where hooks are put, beside what else is there, and how they are taken away.
@Suite struct HookInstallationTests {
  private func run(_ arguments: String..., path: String) throws -> Output {
    try Binary.run(["hook"] + arguments + ["-C", path], environment: ["COUNTERSIGN": try Binary.path()])
  }

  private func clone() throws -> RepositoryBuilder {
    let builder = try RepositoryBuilder(bare: false)
    _ = try Example.begin(builder)
    try builder.checkOut("main")
    return builder
  }

  private func push(_ folder: String, _ arguments: String...) throws -> Output {
    try Subprocess(
      program: "git", arguments: ["-C", folder, "push"] + arguments,
      environment: HermeticEnvironment.git(clock: 1_767_700_000).merging(["COUNTERSIGN": Binary.path()]) { $1 }
    ).run()
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func `installing, its status and uninstalling leave everything as it was, however often`() throws {
    let builder = try clone()
    let hook = builder.gitDirectory + "/hooks/pre-push"
    let before = try DirectoryDigest.of(builder.gitDirectory)
    #expect(try run("status", path: builder.path).status == 1)
    #expect(try run("install", path: builder.path).stderr.contains("installed \(hook)"))
    let installed = try DirectoryDigest.of(builder.gitDirectory)
    #expect(try run("install", path: builder.path).stderr.contains("is installed already"))
    let status = try run("status", path: builder.path)
    #expect(status.status == 0, "\(status.stdout)")
    #expect(status.stdout.contains("pre-push      installed\n"))
    #expect(try DirectoryDigest.of(builder.gitDirectory) == installed)
    #expect(try run("uninstall", path: builder.path).stderr.contains("removed \(hook)"))
    #expect(try run("uninstall", path: builder.path).stderr.contains("no hook of countersign's"))
    try? FileManager.default.removeItem(atPath: builder.gitDirectory + "/hooks")
    #expect(try DirectoryDigest.of(builder.gitDirectory) == before)
  }

  @Test func `a hook that was there has its name back after uninstalling`() throws {
    let builder = try clone()
    let folder = builder.gitDirectory + "/hooks"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try writeProgram("#!/bin/sh\nexit 0\n", to: folder + "/pre-push")
    #expect(try run("install", path: builder.path).status == 0)
    #expect(try run("status", path: builder.path).stdout.contains("pre-push.before-countersign runs first"))
    let removed = try run("uninstall", path: builder.path)
    #expect(removed.stderr.contains("has its name back"))
    #expect(try text(folder + "/pre-push") == "#!/bin/sh\nexit 0\n")
    #expect(!exists(folder + "/pre-push.before-countersign"))
    // It is not ours, so it is never removed.
    #expect(try run("uninstall", "--hooks", "pre-push", path: builder.path).stderr.contains("is not countersign's"))
    #expect(exists(folder + "/pre-push"))
  }

  @Test func `a hook of another version is brought up to date, and one by a link is kept as a link`() throws {
    let builder = try clone()
    let folder = builder.gitDirectory + "/hooks"
    #expect(try run("install", path: builder.path).status == 0)
    let script = try text(folder + "/pre-push")
    try writeProgram(script + "# of another version\n", to: folder + "/pre-push")
    #expect(try run("status", path: builder.path).stdout.contains("another version"))
    #expect(try run("install", path: builder.path).stderr.contains("brought up to date"))
    #expect(try text(folder + "/pre-push") == script)
    #expect(!exists(folder + "/pre-push.before-countersign"))

    try FileManager.default.removeItem(atPath: folder + "/pre-push")
    try writeProgram("#!/bin/sh\nexit 0\n", to: builder.path + "/theirs")
    try FileManager.default.createSymbolicLink(atPath: folder + "/pre-push", withDestinationPath: "../../theirs")
    #expect(try run("install", path: builder.path).status == 0)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/pre-push.before-countersign")
        == "../../theirs")
    #expect(try text(builder.path + "/theirs") == "#!/bin/sh\nexit 0\n")
  }

  @Test func `in a worktree and under core.hooksPath it goes where git looks`() throws {
    let builder = try clone()
    let tree = try builder.makeFolder("tree")
    try builder.git("worktree", "add", "--quiet", tree, "-b", "other")
    #expect(try run("install", path: tree).stderr.contains("installed \(builder.gitDirectory)/hooks/pre-push"))
    #expect(try run("uninstall", path: builder.path).status == 0)
    try builder.git("config", "core.hooksPath", "shared/hooks")
    #expect(try run("install", path: builder.path).stderr.contains("lies in the work tree"))
    #expect(exists(builder.path + "/shared/hooks/pre-push"))
    // Relative to the work tree in which git runs.
    #expect(try run("install", path: tree).status == 0)
    #expect(exists(tree + "/shared/hooks/pre-push"))
    try builder.git("config", "core.hooksPath", "/dev/null")
    let off = try run("install", path: builder.path)
    #expect(off.status == 2)
    #expect(off.stderr.contains("switches hooks off"))
  }

  @Test func `a server gets push options, unless its administrator has decided`() throws {
    let server = try RepositoryBuilder()
    let first = try run("install", path: server.path)
    #expect(first.stderr.contains("set receive.advertisePushOptions to true"))
    #expect(try server.git("config", "receive.advertisePushOptions") == "true")
    #expect(try run("install", path: server.path).stderr.contains("is true already"))
    #expect(exists(server.path + "/hooks/post-receive"))
    #expect(!exists(server.path + "/hooks/update"))
    try server.git("config", "receive.advertisePushOptions", "false")
    #expect(try run("install", path: server.path).stderr.contains("emergencies can't be declared"))
    #expect(try server.git("config", "receive.advertisePushOptions") == "false")
    let status = try run("status", path: server.path)
    #expect(status.status == 0)
    #expect(status.stdout.contains("pre-receive   installed\n"))
    try server.git("config", "countersign.timeLimit", "soon")
    #expect(try run("status", path: server.path).stderr.contains("no number of seconds"))
  }

  @Test func `husky's hooks run, and ours after them`() throws {
    let builder = try clone()
    // As husky 9 lays it out: git calls `.husky/_/pre-push`, which runs `.husky/pre-push` by its name.
    try FileManager.default.createDirectory(atPath: builder.path + "/.husky/_", withIntermediateDirectories: true)
    try writeProgram(
      """
      #!/usr/bin/env sh
      n=$(basename "$0")
      s=$(dirname "$(dirname "$0")")/$n
      [ ! -f "$s" ] && exit 0
      sh -e "$s" "$@"
      c=$?
      [ $c != 0 ] && echo "husky - $n script failed (code $c)"
      exit $c

      """, to: builder.path + "/.husky/_/h")
    try writeProgram("#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"\n", to: builder.path + "/.husky/_/pre-push")
    try "echo the team\\'s hook ran\n".write(
      toFile: builder.path + "/.husky/pre-push", atomically: true, encoding: .utf8)
    try builder.git("config", "core.hooksPath", ".husky/_")
    let installed = try run("install", path: builder.path)
    #expect(installed.stderr.contains("installed \(builder.path)/.husky/pre-push"), "\(installed.stderr)")
    #expect(try run("status", path: builder.path).status == 0)

    let server = try RepositoryBuilder()
    try builder.git("remote", "add", "origin", server.path)
    try server.git("fetch", "--quiet", builder.path, "main:main")
    try builder.git("fetch", "--quiet", "origin")
    try builder.commit("Raise the limit")
    let refused = try push(builder.path, "origin", "main")
    #expect(refused.status != 0)
    #expect((refused.stdout + refused.stderr).contains("the team's hook ran"))
    #expect((refused.stdout + refused.stderr).contains("error[approval-not-shown]"))
    #expect(try run("uninstall", path: builder.path).status == 0)
    #expect(try text(builder.path + "/.husky/pre-push") == "echo the team\\'s hook ran\n")
    #expect(try push(builder.path, "origin", "main").status == 0)
  }

  @Test func `where a hook runs what lies in a folder, ours lies there too`() throws {
    let server = try RepositoryBuilder()
    _ = try Example.begin(server)
    // As Gitea and Forgejo write it.
    let delegate = """
      #!/usr/bin/env bash
      data=$(cat)
      exitcodes=""
      hookname=$(basename $0)
      GIT_DIR=${GIT_DIR:-$(dirname $0)/..}
      for hook in ${GIT_DIR}/hooks/${hookname}.d/*; do
        test -x "${hook}" && test -f "${hook}" || continue
        echo "${data}" | "${hook}"
        exitcodes="${exitcodes} $?"
      done
      for i in ${exitcodes}; do
        [ ${i} -eq 0 ] || exit ${i}
      done

      """
    for name in ["pre-receive", "post-receive"] {
      try FileManager.default.createDirectory(
        atPath: "\(server.path)/hooks/\(name).d", withIntermediateDirectories: true)
      try writeProgram(delegate, to: "\(server.path)/hooks/\(name)")
      try writeProgram("#!/bin/sh\necho the forge ran >&2\n", to: "\(server.path)/hooks/\(name).d/gitea")
    }
    let installed = try run("install", path: server.path)
    #expect(installed.stderr.contains("hooks/pre-receive.d/countersign"), "\(installed.stderr)")
    #expect(try run("install", path: server.path).stderr.contains("is installed already"))
    #expect(try text(server.path + "/hooks/pre-receive") == delegate)
    #expect(try run("status", path: server.path).status == 0)
    let folder = try server.makeFolder("clone")
    try server.git("clone", "--quiet", server.path, folder)
    func commit(_ message: String, _ more: String...) throws {
      let output = try Subprocess(
        program: "git", arguments: ["-C", folder, "commit", "--quiet", "--allow-empty", "-m", message] + more,
        environment: HermeticEnvironment.git(clock: 1_767_700_000)
      ).run()
      #expect(output.status == 0, "\(output.stderr)")
    }
    try commit("Raise the limit")
    let refused = try push(folder, "origin", "main")
    #expect(refused.status != 0)
    #expect(refused.stderr.contains("error[approval-not-shown]"), "\(refused.stderr)")
    #expect(refused.stderr.contains("the forge ran"))
    try commit("Raise the limit\n\n\(Example.approved)", "--amend")
    let accepted = try push(folder, "origin", "HEAD:main")
    #expect(accepted.stderr.contains("is entry 1 of the ledger"), "\(accepted.stderr)")
    #expect(try run("uninstall", path: server.path).stderr.contains("removed"))
    #expect(!exists(server.path + "/hooks/pre-receive.d/countersign"))
    #expect(exists(server.path + "/hooks/pre-receive.d/gitea"))
  }

  @Test func `a hook that asks for its own name is left alone, and may call ours`() throws {
    let builder = try clone()
    let hook = builder.gitDirectory + "/hooks/pre-push"
    try FileManager.default.createDirectory(
      atPath: builder.gitDirectory + "/hooks", withIntermediateDirectories: true)
    let theirs = "#!/bin/sh\nexec run-hooks \"$(basename \"$0\")\" \"$@\"\n"
    try writeProgram(theirs, to: hook)
    let refused = try run("install", path: builder.path)
    #expect(refused.status == 2)
    #expect(refused.stderr.contains("countersign hook run pre-push \"$@\""), "\(refused.stderr)")
    #expect(try text(hook) == theirs)
    try writeProgram("#!/bin/sh\ncountersign hook run pre-push \"$@\" || exit\n" + theirs, to: hook)
    #expect(try run("install", path: builder.path).stderr.contains("runs countersign already"))
    #expect(try run("status", path: builder.path).status == 0)
  }
}
