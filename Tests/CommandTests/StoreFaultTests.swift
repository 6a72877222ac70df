import CountersignTesting
import Foundation
import Testing

/// Evidence that can't be written, by what the machine says to the real program: nothing is lost and nothing is half there.
@Suite struct StoreFaultTests {
  private static let evidence = "refs/countersign/evidence"

  private static func repository() throws -> (repository: RepositoryBuilder, tip: String) {
    let (repository, _, good, bad) = try Example.make()
    try repository.git("config", "user.name", "Bob Brown")
    try repository.git("config", "user.email", "bob@example.com")
    // One record is there already.
    let output = try Binary.run(["approve", good, "-C", repository.path])
    try #require(output.status == 0, "\(output.stderr)")
    return (repository, bad)
  }

  /// Runs `approve` by a shell script whose last words are `"$@"`; what it prints ends with `status N` unless it is 0.
  private static func approve(
    _ commit: String, in repository: RepositoryBuilder, by script: String, _ arguments: [String] = [],
    program: String? = nil
  ) throws -> String {
    let program = try program ?? Binary.path()
    // A long message, so that the record takes several blocks of a disk.
    let message = (0..<700).map { String(($0 &* 2_654_435_761) & 0xFFFF_FFFF, radix: 36) }.joined()
    let output = try Subprocess(
      program: "/bin/sh",
      arguments: ["-c", "{ \(script) || echo \"status $?\"; } 2>&1 | cat", "sh"] + arguments
        + [program, "approve", commit, "-C", repository.path, "--message", message],
      environment: HermeticEnvironment.variables
    ).run()
    return output.stdout
  }

  private static func records(_ repository: RepositoryBuilder) throws -> Int {
    try repository.git("ls-tree", "-r", "--name-only", evidence).split(separator: "\n").count
  }

  @Test func `no file can grow: the old evidence stands, and the next run works`() throws {
    let (repository, commit) = try Self.repository()
    let before = try repository.resolve(Self.evidence)
    for blocks in ["0", "1", "2"] {
      let said = try Self.approve(
        commit, in: repository, by: "(trap '' XFSZ; ulimit -f $1; shift; exec \"$@\")", [blocks])
      #expect(said.contains("error[evidence-not-written]") && said.contains("status 2"), "\(blocks): \(said)")
      #expect(try repository.resolve(Self.evidence) == before)
      #expect(try repository.git("fsck", "--strict", "--connectivity-only").isEmpty)
    }
    #expect(try !Self.approve(commit, in: repository, by: "\"$@\"").contains("status"))
    #expect(try Self.records(repository) == 2)
    #expect(try repository.git("fsck", "--strict").isEmpty)
  }

  private static let canMount = (try? mounts()) ?? false

  private static func mounts() throws -> Bool {
    try Subprocess(
      program: "/bin/sh",
      arguments: ["-c", "unshare --mount --map-root-user sh -c 'mount -t tmpfs -o size=1m tmpfs /mnt'"],
      environment: HermeticEnvironment.variables
    ).run().status == 0
  }

  @Test(.enabled(if: canMount, "only where a small disk can be mounted in a namespace"))
  func `a disk that is full after any page: the old evidence stands, and the next run works`() throws {
    let (repository, commit) = try Self.repository()
    // The repository is copied to a small disk that is filled up to so many pages.
    let script = """
      program=$1 commit=$2 from=$3 message=$4
      mount -t tmpfs -o size=8m tmpfs /mnt && cp -r "$from" /mnt/r && cd /mnt/r || exit 9
      before=$(git rev-parse refs/countersign/evidence)
      for pages in 0 1 2 3 4 5 6 8 10 12 14 16 20 24; do
        dd if=/dev/zero of=/mnt/fill bs=4096 2>/dev/null
        dd if=/dev/null of=/mnt/fill bs=4096 seek=$(($(wc -c </mnt/fill) / 4096 - pages)) 2>/dev/null
        "$program" approve "$commit" --message "$message" >/dev/null 2>&1
        status=$?
        rm /mnt/fill
        git fsck --strict --connectivity-only || exit 8
        after=$(git rev-parse refs/countersign/evidence)
        if [ "$status" -eq 0 ]; then
          [ "$after" != "$before" ] || exit 7
          echo "written"
          exit 0
        fi
        [ "$status" -eq 2 ] && [ "$after" = "$before" ] || exit 6
        echo "refused"
      done
      """
    let message = (0..<700).map { String(($0 &* 2_654_435_761) & 0xFFFF_FFFF, radix: 36) }.joined()
    let output = try Subprocess(
      program: "/usr/bin/env",
      arguments: ["unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh", try Binary.path(), commit]
        + [repository.path, message],
      environment: HermeticEnvironment.variables.merging(["GIT_CONFIG_COUNT": "0"]) { $1 }
    ).run()
    #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
    let said = output.stdout.split(separator: "\n")
    #expect(said.last == "written" && said.count { $0 == "refused" } >= 2, "\(output.stdout)\(output.stderr)")
  }

  @Test func `a repository that can't be written to says so and stays as it is`() throws {
    let (repository, commit) = try Self.repository()
    let before = try repository.resolve(Self.evidence)
    func run(_ program: String, _ arguments: [String]) throws {
      try #require(
        Subprocess(program: program, arguments: arguments, environment: HermeticEnvironment.variables).run().status == 0
      )
    }
    // Root writes everywhere, so there it is somebody else who is refused, with a program that he can reach.
    let isRoot = getuid() == 0
    let folder = URL(fileURLWithPath: repository.path).deletingLastPathComponent().path
    let program = "\(folder)/program"
    try run("/bin/cp", [Binary.path(), program])
    if isRoot { try run("/bin/chown", ["-R", "65534:65534", folder]) }
    try run("/bin/chmod", ["-R", "a-w", repository.path])
    defer {
      try? run("/bin/chmod", ["-R", "u+w", repository.path])
      if isRoot { try? run("/bin/chown", ["-R", "0:0", folder]) }
    }
    let words =
      "HOME='\(folder)' XDG_CONFIG_HOME='\(folder)' "
      + (isRoot ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "")
    let said = try Self.approve(commit, in: repository, by: words + "\"$@\"", program: program)
    #expect(said.contains("error[evidence-not-written]") && said.contains("status 2"), "\(said)")
    let safe = ["-c", "safe.directory=*"]
    #expect(try repository.git(safe + ["rev-parse", Self.evidence]) == before)
  }
}
