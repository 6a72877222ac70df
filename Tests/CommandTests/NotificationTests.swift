import CountersignTesting
import Foundation
import Testing

/// What is told of what went in, by the command that the server's configuration names.
@Suite struct NotificationTests {
  private let server: LedgerServer
  private let clone: Clone
  private let told: String

  init() throws {
    server = try LedgerServer()
    clone = try server.clone("ada")
    told = try server.builder.makeFolder("told")
  }

  /// Writes down what it is given, as a whole.
  private func listen(_ more: String = "") throws {
    try writeProgram(
      "#!/bin/sh\ncat >\(told)/.json\nenv >\(told)/env\n\(more)\nmv \(told)/.json \(told)/json\n",
      to: told + "/listen")
    try server.builder.git("config", "countersign.notifyCommand", told + "/listen")
  }

  /// Lets in what nobody judged.
  private func pushUnjudged(_ name: String = "Unseen") throws -> Output {
    try clone.commit(name)
    try FileManager.default.removeItem(atPath: server.path + "/hooks/pre-receive")
    let output = try clone.git(["push", "origin", "main"], ["GL_USERNAME": "ada"])
    #expect(try Binary.run(["hook", "install", "-C", server.path]).status == 0)
    return output
  }

  private func wait(for path: String) throws -> String {
    for _ in 0..<1000 {
      if let text = try? String(contentsOfFile: path, encoding: .utf8), !text.isEmpty { return text }
      usleep(20_000)
    }
    throw TestingError("never written: \(path)")
  }

  @Test func `a change that went in without approval is told, as JSON and in few words`() throws {
    try listen()
    let pushed = try pushUnjudged()
    #expect(pushed.status == 0, "\(pushed.stderr)")
    #expect(!pushed.stderr.contains("error["))
    let text = try wait(for: told + "/json")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(report["schema"] as? String == "countersign.report/1")
    let changes = try #require(report["changes"] as? [[String: Any]])
    let findings = try #require(changes.first?["findings"] as? [[String: Any]])
    #expect(findings.contains { $0["code"] as? String == "approval-not-shown" })
    let variables = try wait(for: told + "/env")
    #expect(variables.contains("COUNTERSIGN_REF=refs/heads/main\n"))
    #expect(variables.contains("COUNTERSIGN_NEW=\(try clone.tip("HEAD"))\n"))
    #expect(variables.contains("COUNTERSIGN_PUSHER=ada\n"))
    #expect(variables.contains("approval-not-shown: "))
  }

  @Test func `an emergency that is declared in the push goes in, and is told`() throws {
    let server = try LedgerServer(emergencies: true)
    let clone = try server.clone("ada")
    try writeProgram("#!/bin/sh\ncat >\(told)/.json\nmv \(told)/.json \(told)/json\n", to: told + "/listen")
    try server.builder.git("config", "countersign.notifyCommand", told + "/listen")
    try clone.commit("Stop the double bookings")
    #expect(try clone.push("main").stderr.contains("error[approval-not-shown]"))
    let declared = try Binary.run([
      "record", "exception", "-C", clone.path, try clone.tip("HEAD"), "--emergency", "--declared-by", "bob",
      "--sign", "\(server.keys)/bob", "--incident", "INC-1", "--reason", "Bookings were charged twice",
    ])
    #expect(declared.status == 0, "\(declared.stderr)")
    // The commit brings the declaration and nothing else.
    #expect(try clone.git(["add", ".countersign"]).status == 0)
    #expect(try clone.git(["commit", "--quiet", "-m", "Declare an emergency"]).status == 0)
    let pushed = try clone.push("main")
    #expect(pushed.status == 0, "\(pushed.stderr)")
    #expect(pushed.stderr.contains("excepted"), "\(pushed.stderr)")
    #expect(try server.entries().count == 1)
    let text = try wait(for: told + "/json")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let changes = try #require(report["changes"] as? [[String: Any]])
    #expect(changes.map { $0["verdict"] as? String } == ["excepted", "excepted"])
  }

  @Test func `nothing is told of a push that passes`() throws {
    try listen()
    try clone.change("First")
    #expect(try clone.push("main", "refs/countersign/evidence").status == 0)
    // What comes after it is told, so the first one had its turn.
    _ = try pushUnjudged()
    #expect(try wait(for: told + "/json").contains(try clone.tip("HEAD")))
    #expect(try !wait(for: told + "/json").contains("\"title\": \"First\""))
  }

  @Test func `a push is over before the command is`() throws {
    try listen("while [ ! -e \(told)/go ]; do sleep 0.02; done")
    #expect(try pushUnjudged().status == 0)
    #expect(!FileManager.default.fileExists(atPath: told + "/json"))
    try "".write(toFile: told + "/go", atomically: true, encoding: .utf8)
    #expect(try wait(for: told + "/json").contains("approval-not-shown"))
  }

  @Test func `a command that fails or never ends holds up no push, and its failure is written down`() throws {
    try listen("echo no route >&2; exit 7")
    #expect(try pushUnjudged().status == 0)
    let failure = server.path + "/countersign/notify-failed"
    while try !wait(for: failure).contains("no route") { usleep(20_000) }
    #expect(try wait(for: failure).contains("ended with status 7"))
    let status = try Binary.run(["hook", "status", "-C", server.path], environment: ["COUNTERSIGN": clone.binary])
    #expect(status.stdout.contains("no route"))

    try listen("sleep 600 & echo $! >\(told)/sleeper; wait")
    try server.builder.git("config", "countersign.notifyTimeLimit", "1")
    #expect(try pushUnjudged("Unseen too").status == 0)
    while try !wait(for: failure).contains("was killed") { usleep(20_000) }
    // With what it had started.
    let sleeper = try #require(Int32(try wait(for: told + "/sleeper").trimmingCharacters(in: .newlines)))
    for _ in 0..<100 where kill(sleeper, 0) == 0 { usleep(20_000) }
    let state = try? String(contentsOfFile: "/proc/\(sleeper)/stat", encoding: .utf8)
    #expect(state == nil || state?.contains(") Z ") == true)
  }

  @Test func `the command is never taken from what is pushed`() throws {
    try "[countersign]\n\tnotifyCommand = touch \(told)/from-content\n".write(
      toFile: clone.path + "/.gitconfig", atomically: true, encoding: .utf8)
    try FileManager.default.copyItem(atPath: clone.path + "/.gitconfig", toPath: clone.path + "/config")
    #expect(try pushUnjudged().status == 0)
    try listen()
    #expect(try pushUnjudged("Told").status == 0)
    _ = try wait(for: told + "/json")
    #expect(!FileManager.default.fileExists(atPath: told + "/from-content"))
  }

  @Test func `the webhook is posted what a chat can show`() throws {
    let script = """
      import http.server, json, sys
      class Handler(http.server.BaseHTTPRequestHandler):
          def log_message(self, *arguments):
              pass
          def do_POST(self):
              body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
              assert self.headers["Content-Type"] == "application/json"
              self.send_response(200)
              self.end_headers()
              print("text", json.dumps(body), flush=True)
      server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
      print("port", server.server_address[1], flush=True)
      server.serve_forever()
      """
    let receiver = try BackgroundProcess(
      "/usr/bin/env", ["python3", "-c", script], environment: HermeticEnvironment.variables, output: told + "/output")
    let port = try receiver.wait(for: "port") {
      receiver.text.contains("\n") ? receiver.text.split(separator: "\n").first?.dropFirst(5) : nil
    }
    let hook = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../hooks/notify-webhook"
    ).standardized.path
    try server.builder.git("config", "countersign.notifyCommand", hook)
    try server.builder.git("config", "countersign.webhook", "http://127.0.0.1:\(port)/services/T0/B0")
    #expect(try pushUnjudged("Say \"<b>\" & \\n \u{1b}[31m \u{202e}").status == 0)
    let line = try receiver.wait(for: "message") {
      receiver.text.split(separator: "\n").first { $0.hasPrefix("text ") }?.dropFirst(5)
    }
    let body = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
    #expect(body.keys.sorted() == ["text"])
    let text = try #require(body["text"])
    #expect(text.contains("\napproval-not-shown: "), "\(text)")
    #expect(text.contains("Say \"&lt;b&gt;\" &amp; \\n \\u{1b}[31m \\u{202e}"), "\(text)")

    for wrong in ["ftp://127.0.0.1/", "http://example.com/", "https://a\" b", "http://127.0.0.1:80@example.com/"] {
      try server.builder.git("config", "countersign.webhook", wrong)
      let refused = try Subprocess(
        program: hook, arguments: [], folder: server.path,
        environment: HermeticEnvironment.variables.merging(["COUNTERSIGN_SUMMARY": "x"]) { $1 }
      ).run()
      #expect(refused.status == 2, "\(wrong): \(refused.stderr)")
    }
  }
}
