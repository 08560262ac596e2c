// What a caller may say about optimising: above all which rules to leave out, so that a plan can be compared with and without.

/// How a plan is optimised.
package struct OptimizerOptions: Hashable, Sendable {
  /// The names of rules that are not run; `all` stands for every rule.
  package var disabledRules: Set<String>

  /// Options; without argument every rule runs.
  package init(disabledRules: Set<String> = []) { self.disabledRules = disabledRules }

  /// Whether a rule runs.
  func admits(_ rule: String) -> Bool { !disabledRules.contains(rule) && !disabledRules.contains("all") }
}
