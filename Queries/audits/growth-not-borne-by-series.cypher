// id: growth-not-borne-by-series
// title: Stated growth that the yearly values do not bear out
// title_zh: 与历年数值不符的增长率
// severity: warning
// why: The plan states a growth, and the values that it gives for the years lead to another; one of them is wrong, or they follow different rules (comparable prices, another scope).
// mend: Recalculate from the cited values. If the plan counts by other rules, say so in qualitative; if it errs, keep what it says and accept the finding.
// param: tolerance FLOAT = 1.0 — the difference that rounding may explain, in the unit of the growth
// expect: no rows
// tags: indicator, plausibility, time

MATCH (owner)-[said:REPORTS]->(indicator:Indicator)
WHERE said.basis IN ['growth', 'annual growth'] AND said.value IS NOT NULL
WITH owner, indicator, said, [year IN split(coalesce(said.period, toString(said.year)), '-') | toInteger(year)] AS years
// Growth over 2016-2020 counts from the end of 2015; where that value is missing, nothing can be checked.
MATCH (owner)-[base:REPORTS]->(indicator)<-[last:REPORTS]-(owner)
WHERE base.year = years[0] - 1 AND last.year = said.year
  AND coalesce(base.basis, 'actual') = 'actual' AND coalesce(last.basis, 'actual') = 'actual'
  AND base.unit = last.unit AND base.value > 0 AND last.value > 0
  AND base.comparison = '=' AND last.comparison = '='
WITH owner, indicator, said, base, last,
  CASE
    WHEN said.basis = 'annual growth' THEN ((last.value / base.value) ^ (1.0 / (last.year - base.year)) - 1) * 100
    WHEN said.unit = '%' THEN (last.value / base.value - 1) * 100
    WHEN said.unit = '倍' THEN last.value / base.value
    WHEN said.unit = last.unit OR (said.unit = '百分点' AND last.unit = '%') THEN last.value - base.value
  END AS computed
WHERE computed IS NOT NULL
  AND abs(computed - said.value) > CASE WHEN said.unit = '倍' THEN 0.06 ELSE $tolerance END
  // Times may mean 'grown by' or 'grown to'.
  AND (said.unit <> '倍' OR abs(computed - 1 - said.value) > 0.06)
RETURN
  indicator,
  said,
  base,
  last,
  owner,
  indicator.name AS name,
  owner.name AS owner_name,
  toString(said.value) + ' ' + said.unit + ' is stated, ' + toString(round(computed, 2)) + ' follows from ' + toString(base.value) + ' in '
    + toString(base.year) + ' and ' + toString(last.value) + ' in ' + toString(last.year) AS problem
ORDER BY owner.id, indicator.id, said.year
