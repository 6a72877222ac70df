import Audit

extension HTMLReport {
  private static let rows = 500

  /// The same rows as people.csv, in two tables: the listed, and those whom nobody resolved.
  func writePeople(to html: inout HTMLWriter) {
    let columns = PeopleTable.columns
    var rows: [[String: String]] = []
    PeopleTable.write(audit) { cells in rows.append(Dictionary(uniqueKeysWithValues: zip(columns, cells))) }
    let listed = rows.filter { $0["listed"] == "true" }
    let others = rows.filter { $0["listed"] != "true" }
    if listed.isEmpty {
      html.line(
        "p",
        "The policy lists nobody, so identities were not verified: people are told apart by the names and "
          + "addresses that commits state.")
    } else {
      writePeople("Listed in the policy", listed, to: &html)
    }
    if others.isEmpty {
      html.line("p", "There is no identity that the policy does not resolve.")
    } else {
      writePeople("Identities that the policy does not resolve", others, to: &html)
    }
  }

  private func writePeople(_ caption: String, _ rows: [[String: String]], to html: inout HTMLWriter) {
    let numbers = ["changes": "Changes", "approvals_counted": "Approvals", "test_runs": "Test runs"]
    html.block("table", .named("wide people")) { html in
      html.line("caption", caption)
      html.head(
        ["Person", "Names and addresses", "Kind (groups)", "Changes", "Approvals that counted", "Test runs"],
        numbers: [3, 4, 5])
      html.block("tbody") { html in
        for row in rows.prefix(Self.rows) {
          html.line("tr") { html in
            html.element("th", .ofRow) { $0.foreign(row["person"] ?? "", limit: 200) }
            html.element("td", .label("Known as")) { html in
              // Who is not listed is called by an address, which stands beside this already.
              let texts = [row["names"], row["emails"]].compactMap { $0 }.filter { !$0.isEmpty }.flatMap(\.listDecoded)
              var seen: Set<String> = [row["person"] ?? ""]
              let other = texts.filter { seen.insert($0).inserted }
              html.foreign(
                other.isEmpty ? (row["listed"] == "true" ? "none" : "no other") : other.joined(separator: "; "),
                limit: 400)
            }
            html.element("td", .label("Kind")) { html in
              let kind = row["kind"] ?? "", groups = (row["groups"] ?? "").listDecoded.joined(separator: ", ")
              html.foreign(
                kind.isEmpty ? "not listed" : groups.isEmpty ? kind : "\(kind) (\(groups))", limit: 200)
            }
            for key in ["changes", "approvals_counted", "test_runs"] {
              let count = Int(row[key] ?? "") ?? 0
              html.element("td", .named("number"), .label(numbers[key] ?? key), text: count.grouped)
            }
          }
        }
      }
    }
    if rows.count > Self.rows {
      html.line("p", "\((rows.count - Self.rows).grouped) more are in people.csv.")
    }
  }
}
