import Diagnostics
import Policy

/// `order-not-shown` as a note: under `timing: declared`, declared dates are taken as they are.
enum OrderNotShown {
  static func note(_ what: String, _ at: Instant?, _ aspect: Finding.Aspect, _ matter: Matter)
    -> Finding
  {
    var finding = Finding(
      .orderNotShown, "\(what) is dated \(at?.text ?? "at no time") after the commit was made",
      notes: ["\(matter.policy.source.line(of: "timing")) takes declared dates as they are"],
      help: Help.order, aspect: aspect)
    finding.weight = .warning
    return finding
  }
}
