import CountersignTesting
import Foundation

/// `git http-backend` behind a small web server that asks for a name and password.
final class HTTPHost: GitHost {
  let repository: String
  private let server: BackgroundProcess
  private let port: Int

  init(_ seed: RepositoryBuilder, users: [String]) throws {
    repository = seed.path
    let folder = try seed.makeFolder("http")
    try Self.script.write(toFile: folder + "/server.py", atomically: true, encoding: .utf8)
    let root = String(repository.prefix(upTo: repository.lastIndex(of: "/") ?? repository.startIndex))
    server = try BackgroundProcess(
      "/usr/bin/env", ["python3", folder + "/server.py", root] + users, environment: HermeticEnvironment.variables,
      output: folder + "/output")
    let running = server
    port = try server.wait(for: "port") { () -> Int? in
      running.text.split(separator: "\n").first.flatMap { line in
        line.hasPrefix("port ") && running.text.contains("\n") ? Int(line.dropFirst(5)) : nil
      }
    }
  }

  func url(for user: String) -> String { "http://\(user):secret@127.0.0.1:\(port)/repository.git" }
  func environment(for user: String) -> [String: String] { [:] }
  func pusher(_ user: String) -> String? { user }

  private static let script = """
    import base64, http.server, os, subprocess, sys

    ROOT, USERS = sys.argv[1], sys.argv[2:]

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

        def user(self):
            kind, _, value = self.headers.get("Authorization", "").partition(" ")
            name, _, password = base64.b64decode(value).decode().partition(":")
            return name if kind == "Basic" and name in USERS and password == "secret" else None

        def serve(self):
            user = self.user()
            if user is None:
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="git"')
                self.end_headers()
                return
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get("Transfer-Encoding") == "chunked":
                while size := int(self.rfile.readline(), 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
            environment = {**os.environ, "GIT_PROJECT_ROOT": ROOT, "GIT_HTTP_EXPORT_ALL": "1", "REMOTE_USER": user,
                "REMOTE_ADDR": "127.0.0.1", "PATH_INFO": path, "QUERY_STRING": query,
                "REQUEST_METHOD": self.command, "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(body)), "GATEWAY_INTERFACE": "CGI/1.1",
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", "")}
            answer = subprocess.run(["git", "http-backend"], input=body, stdout=subprocess.PIPE, env=environment).stdout
            head, _, rest = answer.partition(b"\\r\\n\\r\\n")
            fields = [line.decode().split(": ", 1) for line in head.split(b"\\r\\n") if line]
            status = next((value for name, value in fields if name == "Status"), "200 OK")
            self.send_response(int(status.split()[0]))
            for name, value in fields:
                if name != "Status":
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(rest)

        do_GET = do_POST = serve

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print("port", server.server_address[1], flush=True)
    server.serve_forever()

    """
}
