// id: conflicting-figures
// title: Two different values for one figure
// title_zh: 同一指标出现不同数值
// severity: warning
// why: Two plans, or two places of one plan, may give different values; a reader must know before quoting either.
// mend: Compare the cited sections. If scope or period differ, say so in period and basis; if the plans really differ, keep both and accept the finding.
// expect: no rows
// tags: indicator, plausibility

MATCH (owner)-[one:REPORTS]->(indicator:Indicator)<-[other:REPORTS]-(owner)
WHERE id(one) < id(other)
  AND one.year = other.year
  AND one.unit = other.unit
  AND coalesce(one.basis, 'actual') = coalesce(other.basis, 'actual')
  AND coalesce(one.period, '') = coalesce(other.period, '')
  AND one.value <> other.value
RETURN
  indicator,
  one,
  other,
  owner,
  indicator.name AS name,
  toString(one.value) + ' and ' + toString(other.value) + ' ' + one.unit AS problem
ORDER BY owner.id, indicator.id
