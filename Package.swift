// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "innograph",
  products: [
    .library(name: "GraphDatabase", targets: ["GraphDatabase"]),
    .library(name: "GraphFormats", targets: ["GraphFormats"]),
    .library(name: "Ecosystem", targets: ["Ecosystem"]),
    .executable(name: "innograph", targets: ["innograph"]),
  ],
  traits: [
    .trait(name: "CommandLine", description: "The innograph tool; brings in swift-argument-parser."),
    .default(enabledTraits: ["CommandLine"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .target(name: "GraphModel", swiftSettings: settings),
    .target(name: "GraphStorage", dependencies: ["GraphModel"], swiftSettings: settings),
    .target(name: "GraphFormats", dependencies: ["GraphModel"], swiftSettings: settings),
    .target(name: "CypherSyntax", dependencies: ["GraphModel"], swiftSettings: settings),
    .target(name: "QueryPlanner", dependencies: ["GraphModel", "CypherSyntax"], swiftSettings: settings),
    .target(name: "QueryExecution", dependencies: ["GraphModel", "GraphStorage", "QueryPlanner"], swiftSettings: settings),
    .target(
      name: "GraphDatabase",
      dependencies: ["GraphModel", "GraphStorage", "GraphFormats", "CypherSyntax", "QueryPlanner", "QueryExecution"],
      swiftSettings: settings),
    .target(
      name: "Ecosystem", dependencies: ["GraphModel", "GraphFormats", "GraphDatabase"],
      resources: [.copy("../../Graph"), .copy("../../Queries")], swiftSettings: settings),
    .executableTarget(
      name: "innograph",
      dependencies: [
        "GraphModel", "GraphFormats", "GraphDatabase", "Ecosystem",
        .product(name: "ArgumentParser", package: "swift-argument-parser", condition: .when(traits: ["CommandLine"])),
      ],
      swiftSettings: settings),
    .testTarget(name: "GraphModelTests", dependencies: ["GraphModel"], swiftSettings: settings),
    .testTarget(
      name: "GraphStorageTests", dependencies: ["GraphModel", "GraphStorage"], exclude: ["Database/Golden"], swiftSettings: settings),
    .testTarget(name: "GraphFormatsTests", dependencies: ["GraphModel", "GraphFormats"], swiftSettings: settings),
    .testTarget(
      name: "CypherSyntaxTests", dependencies: ["ConformanceKit", "GraphModel", "CypherSyntax"], exclude: ["Corpus"],
      swiftSettings: settings),
    .testTarget(
      name: "QueryPlannerTests", dependencies: ["ConformanceKit", "GraphModel", "CypherSyntax", "QueryPlanner"], exclude: ["Goldens"],
      swiftSettings: settings),
    .testTarget(
      name: "QueryExecutionTests", dependencies: ["GraphModel", "GraphStorage", "CypherSyntax", "QueryPlanner", "QueryExecution"],
      swiftSettings: settings),
    .testTarget(name: "GraphDatabaseTests", dependencies: ["GraphModel", "GraphDatabase"], swiftSettings: settings),
    .testTarget(
      name: "EcosystemTests", dependencies: ["GraphModel", "GraphFormats", "GraphDatabase", "Ecosystem"], swiftSettings: settings),
    .target(name: "ConformanceKit", dependencies: ["GraphModel"], path: "Tests/ConformanceKit", swiftSettings: settings),
    .testTarget(
      name: "ConformanceTests", dependencies: ["ConformanceKit", "GraphModel", "GraphDatabase"], exclude: ["passing.txt"],
      swiftSettings: settings),
    .testTarget(
      name: "DifferentialTests", dependencies: ["ConformanceKit", "GraphModel", "CypherSyntax", "QueryPlanner", "GraphDatabase"],
      exclude: ["Oracle/passing.txt"], swiftSettings: settings),
    .testTarget(name: "RepositoryTests", dependencies: ["GraphDatabase", "Ecosystem"], swiftSettings: settings),
    .testTarget(name: "CommandTests", dependencies: ["GraphModel", "innograph"], swiftSettings: settings),
  ]
)
