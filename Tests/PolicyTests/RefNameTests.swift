import Foundation
import Testing

@testable import Policy

@Suite struct RefNameTests {
  @Test(arguments: [
    "refs/heads/main", "refs/heads/a/b", "refs/heads/é", "refs/heads/a.b", "refs/heads/a@b", "refs/heads/x{y}",
    "refs/heads/", "refs/heads//a", "/refs/heads/a", "refs/heads/a/", "refs/heads/.a", "refs/.x/a", "refs/heads/a..b",
    "refs/heads/a.lock", "refs/heads/a.lock/b", "refs/heads/a.", "refs/heads/a./b", "refs/heads/a@{1}",
    "refs/heads/a b", "refs/heads/a~1", "refs/heads/a^", "refs/heads/a:b", "refs/heads/a?", "refs/heads/a*",
    "refs/heads/a[0]", "refs/heads/a\\b", "refs/heads/a\u{7F}", "refs/heads/a\tb", "refs/heads/-a", "main",
    "refs/heads/HEAD", "refs/notes/review", "refs/heads/'\"#&!%$", "refs/heads/@",
  ])
  func `a ref name is valid exactly if git says so`(name: String) throws {
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    // The rules for branches are stricter than those for refs, and they are what `git branch` holds to.
    let isBranch = name.hasPrefix("refs/heads/") && name != "refs/heads/"
    git.arguments =
      isBranch
      ? ["git", "check-ref-format", "--branch", String(name.dropFirst(11))] : ["git", "check-ref-format", name]
    git.standardOutput = FileHandle.nullDevice
    git.standardError = FileHandle.nullDevice
    try git.run()
    git.waitUntilExit()
    let fault = RefName.fault(in: name)
    #expect((fault == nil) == (git.terminationStatus == 0), "\(fault ?? "no fault")")
  }
}
