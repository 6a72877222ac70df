import Audit

extension JSONFormat {
  static func write(_ count: AttributeCount, to json: inout JSONWriter) {
    json.member("id", count.attribute.rawValue)
    json.member("statement", count.attribute.statement)
    json.member("asked", count.asked)
    json.member("pass", count[.pass])
    json.member("fail", count[.fail])
    json.member("unknown", count[.unknown])
    json.member("excepted", count[.excepted])
    json.member("notAsked", count[.notAsked])
    json.member("frameworks") { json in
      for framework in Framework.allCases {
        json.member(framework.key, texts: framework.clauses(of: count.attribute))
      }
    }
  }
}

extension Attribute {
  /// The number as a key of the JSON.
  var key: StaticString {
    switch self {
    case .described: "A1"
    case .authorsKnown: "A2"
    case .approved: "A3"
    case .independent: "A4"
    case .contentApproved: "A5"
    case .approvedInTime: "A6"
    case .tested: "A7"
    case .testedInTime: "A8"
    case .controlledPath: "A9"
    case .rulesInForce: "A10"
    case .promotionApproved: "A11"
    case .exceptionsReviewed: "A12"
    case .evidenceKept: "A14"
    }
  }
}
