// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "innograph-benchmarks",
  dependencies: [.package(name: "innograph", path: "..", traits: [])],
  targets: [
    .executableTarget(
      name: "benchmarks", dependencies: [.product(name: "GraphDatabase", package: "innograph")],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
      ])
  ]
)
