import Diagnostics
import Policy

/// `order-not-shown` as a note: under `timing: declared`, declared dates are taken as they are.
enum OrderNotShown {
  static func note(_ what: String, _ at: Instant?, _ matter: Matter) -> Finding {
    var finding = Finding(
      .orderNotShown, "\(what) is dated \(at?.text ?? "at no time") after the commit was made",
      notes: ["\(matter.policy.source.line(of: "timing")) takes declared dates as they are"],
      help: "keep a record of promotions that is not the author's")
    finding.weight = .warning
    return finding
  }
}
