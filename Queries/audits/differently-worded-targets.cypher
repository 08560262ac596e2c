// id: differently-worded-targets
// title: One target in two wordings
// title_zh: 同一目标的不同表述
// severity: info
// why: Where one plan aims at more than a value and another at about or exactly that value, nobody can say later whether the target was met.
// mend: Compare the cited sections; if the plans really differ, keep both and accept the finding.
// expect: no rows
// tags: indicator, plausibility

MATCH (owner)-[one:TARGETS]->(indicator:Indicator)<-[other:TARGETS]-(owner)
WHERE id(one) < id(other)
  AND one.year = other.year
  AND coalesce(one.basis, '') = coalesce(other.basis, '')
  AND (one.unit IS NULL OR other.unit IS NULL OR one.unit = other.unit)
  AND NOT (one.comparison IN ['>', '>='] AND other.comparison IN ['<', '<=']) // the two ends of a span
  AND NOT (other.comparison IN ['>', '>='] AND one.comparison IN ['<', '<='])
  AND (coalesce(one.comparison, '') <> coalesce(other.comparison, '') OR coalesce(one.value, 0.0) <> coalesce(other.value, 0.0))
RETURN
  indicator,
  one,
  other,
  owner,
  indicator.name AS name,
  owner.name AS owner_name,
  coalesce(one.comparison + ' ' + toString(one.value) + ' ' + one.unit, one.qualitative, 'nothing') + ' against '
    + coalesce(other.comparison + ' ' + toString(other.value) + ' ' + other.unit, other.qualitative, 'nothing') AS problem
ORDER BY owner.id, indicator.id
