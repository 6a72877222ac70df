import Diagnostics

/// How late a record was that the evidence at the promotion didn't have. Its own date may say anything.
enum LateByOrder {
  static func words(_ declared: Instant?, _ seen: Instant?, _ promotion: Promotion) -> String {
    let came = "was not among the evidence by which the promotion was judged"
    if let declared, declared > promotion.at {
      return "\(came): it is dated \(hours(from: promotion.at, to: declared)) later"
    }
    let dated = declared.map { ", though it is dated \($0.text)" } ?? ""
    guard let seen, seen > promotion.at else { return "\(came)\(dated)" }
    return "\(came), and was first there \(hours(from: promotion.at, to: seen)) later\(dated)"
  }
}
