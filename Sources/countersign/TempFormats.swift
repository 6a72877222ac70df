import Audit
enum JSONFormat { static func bytes(of a: FinishedAudit, version: String) -> [UInt8] { [] } }
enum CSVFormat { static func bytes(of a: FinishedAudit) -> [UInt8] { [] } }
enum HTMLFormat { static func bytes(of a: FinishedAudit, version: String) -> [UInt8] { [] } }
