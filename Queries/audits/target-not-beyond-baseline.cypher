// id: target-not-beyond-baseline
// title: Target that the baseline already meets
// title_zh: 基期值已达到的目标
// severity: info
// why: A target no higher than the value already reported is reached before it begins, or one of the two figures is wrong.
// mend: Compare both figures with the cited sections; mind unit, scope and whether the figure is a stock or an increment.
// expect: no rows
// tags: indicator, plausibility

MATCH (owner)-[goal:TARGETS]->(indicator:Indicator), (owner)-[base:REPORTS]->(indicator)
WHERE goal.unit = base.unit
  AND coalesce(goal.basis, 'actual') = coalesce(base.basis, 'actual')
  AND goal.value <= base.value
RETURN
  indicator,
  goal,
  base,
  owner,
  indicator.name AS name,
  'target ' + toString(goal.value) + ' against reported ' + toString(base.value) + ' ' + base.unit AS problem
ORDER BY owner.id, indicator.id
