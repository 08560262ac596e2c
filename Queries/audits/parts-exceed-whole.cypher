// id: parts-exceed-whole
// title: Parts that add up to more than the whole
// title_zh: 部分之和超过整体
// severity: warning
// why: Regions and zones that are parts of another cannot together have more than the whole of a stock or flow; either a scope differs or a figure is wrong.
// mend: Compare scopes and years in the cited sections; correct the figure, or say the scope in qualitative and accept the finding.
// expect: no rows
// tags: indicator, plausibility, place

MATCH (whole)-[total:REPORTS]->(indicator:Indicator)<-[share:REPORTS]-(part)-[:PART_OF|LOCATED_IN*1..2]->(whole)
WHERE total.year = share.year
  AND total.unit = share.unit
  // Shares, ratios and rates do not add up.
  AND NOT total.unit IN ['%', '百分点', '倍', '年']
  AND NOT indicator.id CONTAINS 'per-10000'
  AND coalesce(total.basis, 'actual') = coalesce(share.basis, 'actual')
  AND NOT coalesce(total.basis, 'actual') IN ['growth', 'annual growth']
  AND coalesce(total.comparison, '=') IN ['=', '<', '<=']
  AND NOT coalesce(share.comparison, '=') IN ['<', '<=']
WITH whole, indicator, total, part, share
ORDER BY part.id, share.value
WITH whole, indicator, total, part, collect(share)[0] AS share
WITH whole, indicator, total, collect(part) AS parts, collect(share) AS shares, sum(share.value) AS sum
WHERE sum > total.value
RETURN
  indicator,
  whole,
  total,
  parts,
  shares,
  indicator.name AS name,
  whole.name AS whole_name,
  'the parts report ' + toString(sum) + ' ' + total.unit + ', the whole ' + toString(total.value) AS problem
ORDER BY whole.id, indicator.id
