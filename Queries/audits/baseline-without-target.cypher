// id: baseline-without-target
// title: Headline figure without a target
// title_zh: 没有目标值的基期指标
// severity: info
// why: Where an indicator has a target for one owner, a value of another owner without a target leaves the reader guessing what it should grow to.
// mend: Look for a target in the plan and add TARGETS; where it sets none, accept the finding.
// expect: no rows
// tags: indicator, completeness

MATCH (owner)-[base:REPORTS]->(indicator:Indicator)
WHERE (base.basis IS NULL OR base.basis = 'actual')
  AND EXISTS { MATCH ()-[:TARGETS]->(indicator) }
  AND NOT EXISTS { MATCH (owner)-[goal:TARGETS]->(indicator) WHERE goal.year > base.year }
RETURN
  indicator,
  base,
  owner,
  indicator.name AS name,
  owner.name AS owner_name,
  'value for ' + coalesce(toString(base.year), 'an open year') + ' without a later target' AS problem
ORDER BY owner.id, indicator.id, base.year
