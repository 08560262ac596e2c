// id: target-without-baseline
// title: Target without a baseline
// title_zh: 没有基期值的目标
// severity: warning
// why: Progress towards a target cannot be measured where nobody reports the value it starts from.
// mend: Look for the value of the base year in the plan and add REPORTS from the same owner; where the plan gives none, accept the finding.
// expect: no rows
// tags: indicator, completeness

MATCH (owner)-[goal:TARGETS]->(indicator:Indicator)
WHERE goal.value IS NOT NULL
  AND NOT EXISTS {
  MATCH (owner)-[base:REPORTS]->(indicator)
  WHERE base.basis IS NULL OR base.basis = 'actual' OR base.basis = 'cumulative'
}
RETURN
  indicator,
  goal,
  owner,
  indicator.name AS name,
  owner.name AS owner_name,
  'target for ' + coalesce(toString(goal.year), 'an open year') + ' without a reported value' AS problem
ORDER BY owner.id, indicator.id, goal.year
