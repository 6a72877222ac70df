// swift-tools-version:6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// Arrows run one way, from the top of this list to its end: docs/architecture.md.
let package = Package(
  name: "countersign",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "countersign", targets: ["countersign"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibgit2", pkgConfig: "libgit2",
      providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    // libgit2 loads it too, and asks for its header: it costs nobody anything.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "GitStore", dependencies: ["CLibgit2"], swiftSettings: settings),
    // Loads libxlsxwriter where a report is written: nothing here links it.
    .target(name: "CXlsxwriter"),
    .target(name: "Spreadsheet", dependencies: ["CXlsxwriter", "CZlib", "Diagnostics"], swiftSettings: settings),
    .target(
      name: "Signing",
      dependencies: [
        "Diagnostics",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ],
      swiftSettings: settings),
    .target(
      name: "Policy",
      dependencies: ["Diagnostics", .product(name: "Yams", package: "Yams")],
      swiftSettings: settings),
    .target(
      name: "Evidence",
      dependencies: [
        "Diagnostics", "GitStore", "Policy", "Signing",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),
    .target(
      name: "Audit", dependencies: ["Diagnostics", "Evidence", "GitStore", "Policy"],
      swiftSettings: settings),
    .target(
      name: "Fieldwork",
      dependencies: [
        "Audit", "Diagnostics", "Evidence", "GitStore", "Policy", "Signing",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),
    .target(
      name: "Report",
      dependencies: [
        "Audit", "Diagnostics", "Evidence", "GitStore", "Policy", "Signing", "Spreadsheet",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),
    .target(
      name: "Handover",
      dependencies: [
        "Audit", "Diagnostics", "Evidence", "Fieldwork", "GitStore", "Policy", "Report", "Signing", "Spreadsheet",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "countersign",
      dependencies: [
        "Audit", "Diagnostics", "Evidence", "Fieldwork", "GitStore", "Handover", "Policy", "Report",
        "Signing", "Spreadsheet", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(
      name: "CountersignTesting",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CountersignTestingTests", dependencies: ["CountersignTesting"], exclude: ["Snapshots"],
      swiftSettings: settings),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
    .testTarget(
      name: "GitStoreTests", dependencies: ["GitStore", "CountersignTesting"],
      swiftSettings: settings),
    .testTarget(
      name: "SigningTests",
      dependencies: [
        "Signing", "CountersignTesting", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "X509", package: "swift-certificates"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PolicyTests", dependencies: ["Policy", "Diagnostics", "CountersignTesting"],
      exclude: ["Snapshots"], swiftSettings: settings),
    .testTarget(
      name: "EvidenceTests",
      dependencies: ["Diagnostics", "Evidence", "GitStore", "Policy", "Signing", "CountersignTesting"],
      swiftSettings: settings),
    .testTarget(
      name: "AuditTests",
      dependencies: ["Audit", "Diagnostics", "Evidence", "Fieldwork", "GitStore", "Policy", "CountersignTesting"],
      swiftSettings: settings),
    .testTarget(
      name: "ReportTests", dependencies: ["Report", "Fieldwork", "Handover", "Spreadsheet", "CountersignTesting"],
      exclude: ["Snapshots"], swiftSettings: settings),
    .testTarget(
      name: "CommandTests", dependencies: ["CountersignTesting", "countersign"], exclude: ["Snapshots"],
      swiftSettings: settings),
    .testTarget(
      name: "BrowserTests", dependencies: ["CountersignTesting", "countersign"], exclude: ["Checks"],
      swiftSettings: settings),
  ]
)
