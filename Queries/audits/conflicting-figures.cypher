// id: conflicting-figures
// title: Two figures that cannot both be true
// title_zh: 互相矛盾的指标数值
// severity: warning
// why: Two plans, or two places of one plan, give values for the same indicator, owner, year and basis that exclude each other; a reader must know before quoting either.
// mend: Compare the cited sections. If scope or period differ, say so in period and basis; if the plans really differ, keep both and accept the finding.
// expect: no rows
// tags: indicator, plausibility

// A figure admits a range: 'about' allows a tenth either way, a bound is open on one side.
MATCH (owner)-[one:REPORTS]->(indicator:Indicator)<-[other:REPORTS]-(owner)
WHERE id(one) < id(other)
  AND one.year = other.year
  AND one.unit = other.unit
  AND coalesce(one.basis, 'actual') = coalesce(other.basis, 'actual')
  AND (one.period IS NULL OR other.period IS NULL OR one.period = other.period)
WITH
  owner,
  indicator,
  one,
  other,
  [figure IN [one, other] |
    CASE
      WHEN figure.comparison IN ['>', '>='] THEN [figure.value, 1.0e300]
      WHEN figure.comparison IN ['<', '<='] THEN [-1.0e300, figure.value]
      WHEN figure.comparison = 'about' THEN [figure.value - abs(figure.value) * 0.1, figure.value + abs(figure.value) * 0.1]
      ELSE [figure.value, figure.value]
    END
  ] AS ranges
WHERE ranges[0][0] > ranges[1][1] OR ranges[1][0] > ranges[0][1]
RETURN
  indicator,
  one,
  other,
  owner,
  indicator.name AS name,
  owner.name AS owner_name,
  coalesce(one.comparison + ' ', '') + toString(one.value) + ' and ' + coalesce(other.comparison + ' ', '') + toString(other.value) + ' ' + one.unit
    + ' for ' + toString(one.year) + coalesce(' (' + one.basis + ')', '') AS problem
ORDER BY owner.id, indicator.id, one.value
