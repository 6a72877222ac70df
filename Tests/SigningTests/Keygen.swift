import Foundation
import Signing

/// A directory of its own in which the real `ssh-keygen` works, in UTC and without any agent.
final class Keygen {
  let directory: URL

  struct Output {
    var status: Int32
    var out: [UInt8]
    var error: String
    var lines: [String] { String(decoding: out, as: UTF8.self).split(separator: "\n").map(String.init) }
  }

  struct Failed: Error, CustomStringConvertible {
    var description: String
  }

  init() throws {
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("signing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  func run(_ arguments: [String], input: [UInt8] = []) throws -> Output {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["ssh-keygen"] + arguments
    process.currentDirectoryURL = directory
    var environment = ProcessInfo.processInfo.environment
    environment["TZ"] = "UTC"
    environment["LC_ALL"] = "C"
    environment["SSH_AUTH_SOCK"] = nil
    process.environment = environment
    // Files rather than pipes: nothing can fill up and wait.
    let name = UUID().uuidString
    try write(input, to: name + ".in")
    try write([], to: name + ".out")
    try write([], to: name + ".err")
    process.standardInput = try FileHandle(forReadingFrom: url(name + ".in"))
    process.standardOutput = try FileHandle(forWritingTo: url(name + ".out"))
    process.standardError = try FileHandle(forWritingTo: url(name + ".err"))
    try process.run()
    process.waitUntilExit()
    return Output(
      status: process.terminationStatus, out: try read(name + ".out"),
      error: String(decoding: try read(name + ".err"), as: UTF8.self))
  }

  @discardableResult
  func succeed(_ arguments: [String], input: [UInt8] = []) throws -> Output {
    let output = try run(arguments, input: input)
    guard output.status == 0 else { throw Failed(description: "\(arguments): \(output.error)") }
    return output
  }

  /// Makes a key and returns its public line.
  @discardableResult
  func makeKey(_ name: String, type: String = "ed25519", bits: Int? = nil) throws -> String {
    try succeed(["-q", "-t", type] + (bits.map { ["-b", "\($0)"] } ?? []) + ["-N", "", "-C", name, "-f", name])
    return String(decoding: try read(name + ".pub"), as: UTF8.self)
  }

  func publicKey(_ name: String) throws -> SSHPublicKey {
    try SSHPublicKey(line: String(decoding: try read(name + ".pub"), as: UTF8.self))
  }

  /// Returns the armored signature over `message`.
  func sign(
    _ message: [UInt8], key: String, namespace: String = "countersign", hash: String = "sha512"
  ) throws -> [UInt8] {
    try succeed(["-Y", "sign", "-q", "-n", namespace, "-O", "hashalg=\(hash)", "-f", key], input: message).out
  }

  func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: url(name)) }
  func read(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: url(name))) }
  private func url(_ name: String) -> URL { directory.appendingPathComponent(name) }
}

/// Returns the bytes inside an armored signature.
func unarmored(_ armored: [UInt8]) -> [UInt8] {
  let lines = String(decoding: armored, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("-----") }
  return Base64.decode(lines.joined().utf8) ?? []
}
