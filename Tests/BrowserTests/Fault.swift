/// A fault to put into a good page, and what the check that is there for it says then.
struct Fault {
  /// What a fault is added in front of.
  enum Place: String {
    case content = "</main>"
    case style = "</style>"
  }

  var place: Place
  var added: String
  /// Whether the page keeps its policy for contents, which forbids most that a fault could be.
  var keepsPolicy = false
  var complaint: String

  init(_ place: Place, _ added: String, keepsPolicy: Bool = false, says complaint: String) {
    self.place = place
    self.added = added
    self.keepsPolicy = keepsPolicy
    self.complaint = complaint
  }

  /// A script that may keep events from the page's own, which listens later.
  private static func script(_ code: String) -> String {
    """
    <script>{
    const form = document.querySelector("form.filter"), table = document.querySelector("table.changes")
    const deafen = event => { event.stopPropagation(); event.preventDefault() }
    \(code)
    }</script>
    """
  }

  static func all(of check: Check) -> [Fault] {
    let folded = "#time summary { display: block; } #time details::details-content { content-visibility: hidden; }"
    let picture = "<p><img src=\"http://127.0.0.1:9/x.png\" alt=\"\"></p>"
    return switch check {
    case .accessibility:
      [
        Fault(.style, "p { color: #aaa; background: #fff; }", says: "light, 1280 px: violations: color-contrast"),
        Fault(
          .style, "@media (prefers-color-scheme: dark) { p { color: #333; } }",
          says: "dark, 390 px: violations: color-contrast"),
        Fault(.content, "<p><input type=\"text\"></p>", says: "violations: label"),
        Fault(.content, "<div role=\"img\"></div>", says: "violations: role-img-alt"),
        Fault(.content, "<h6>x</h6>", says: "violations: heading-order"),
      ]
    case .filtering:
      [
        Fault(.style, "tbody tr:last-child { display: none; }", says: "not all rows are shown at first"),
        Fault(.content, script("form.addEventListener('input', deafen, true)"), says: "and ['"),
        Fault(.content, script("form.addEventListener('change', deafen, true)"), says: "the verdict pass shows"),
        Fault(.content, script("form.addEventListener('reset', deafen, true)"), says: "doesn't clear"),
        Fault(.content, script("table.addEventListener('click', deafen, true)"), says: "aria-sort is"),
      ]
    case .keyboard:
      [
        Fault(.style, "a:focus { outline: none !important; }", says: "looks the same with the focus"),
        Fault(.content, "<p><a href=\"#x\" tabindex=\"3\">first</a></p>", says: "is next"),
        Fault(.style, "header { position: fixed; inset: 0; background: #fff; z-index: 9; }", says: "is covered"),
      ]
    case .loading:
      [
        Fault(.content, "<script>document.title = 'x'</script>", keepsPolicy: true, says: "console has error"),
        Fault(.content, "<p onclick=\"alert(1)\">x</p>", keepsPolicy: true, says: "console has error"),
        Fault(.content, picture, keepsPolicy: true, says: "console has error"),
        Fault(.content, picture, says: "requests http://127.0.0.1:9/x.png"),
        Fault(.content, "<script>alert('it ran')</script>", says: "shows a dialog: it ran"),
        Fault(.content, "<script>missing()</script>", says: "script fails: missing is not defined"),
        Fault(
          .style, "@media print { h1 { background: url(http://127.0.0.1:9/p) } }", says: "requests http://127.0.0.1:9/p"
        ),
      ]
    case .long:
      [
        Fault(.style, "tbody tr:nth-child(600) { display: none; }", says: "are reached by keyboard"),
        Fault(.style, "@media (scripting: none) { tr:last-child { display: none; } }", says: "without JavaScript"),
        Fault(.content, script("form.addEventListener('input', deafen, true)"), says: "are found by the id"),
        Fault(.content, script("table.addEventListener('click', deafen, true)"), says: "downwards by date"),
        Fault(
          .content, script("document.querySelector('button.more').addEventListener('click', deafen, true)"),
          says: "shows no more rows"),
        Fault(.content, "<script>document.querySelector('td small').remove()</script>", says: "have no timeline"),
      ]
    case .markup:
      [
        Fault(.content, "<p><div>x</div></p>", says: "No “p” element in scope"),
        Fault(.content, "<section>x</section>", says: "warning: Section lacks heading"),
        Fault(.content, "<p id=\"x\"></p><p id=\"x\"></p>", says: "Duplicate ID"),
      ]
    case .printing:
      [
        Fault(.style, "@page { size: Letter; }", says: "isn't printed on A4"),
        Fault(.style, "@page { @bottom-right { content: none; } }", says: "has no number"),
        Fault(.style, "h1 { white-space: nowrap; width: 300mm; }", says: "px wide"),
        Fault(.style, "h1 { margin-left: -12mm !important; }", says: "lies in the margin"),
        Fault(
          .content, "<div style=\"width: 9em; overflow: hidden\">\(String(repeating: "x", count: 99))</div>",
          says: "fits"),
        Fault(.style, "@media print { \(folded) }", says: "is folded away"),
        Fault(.content, "<p><input aria-label=\"x\"></p>", says: "input is printed"),
      ]
    case .scriptless:
      [
        Fault(.content, "<p><button type=\"button\">x</button></p>", says: "dead control"),
        Fault(.style, "@media (scripting: none) { tbody tr { display: none; } }", says: "rows can't be seen"),
        Fault(
          .content, "<table><tbody id=\"x\"></table><script>x.insertRow()</script>",
          says: "1 rows are made by JavaScript"),
      ]
    case .style:
      [
        Fault(.style, "p { colour: red; }", says: "no such declaration: colour red"),
        Fault(.style, "p { color: rouge; }", says: "no such declaration: color rouge"),
        Fault(.style, "p:nowhere { color: red; }", says: "no such selector: p:nowhere"),
        Fault(.style, "@media (max-wideness: 3em) { p { color: red; } }", says: "no such media: (max-wideness: 3em)"),
        Fault(.style, "p { color red; }", says: "of the style:"),
      ]
    case .width:
      [
        Fault(.style, "h1 { white-space: nowrap; width: 400px; }", says: "390 px: is"),
        Fault(.style, "h1 { overflow: hidden; white-space: nowrap; width: 90px; }", says: "hides what is beyond it"),
        Fault(.style, "table.wide tr > .number { width: 1rem !important; }", says: "is wider than its place"),
      ]
    }
  }
}
