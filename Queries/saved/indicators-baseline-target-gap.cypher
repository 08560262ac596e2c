// id: indicators-baseline-target-gap
// title: Baseline, target and gap of each indicator
// title_zh: 指标的基期值、目标值与差距
// description: Every target of a region, park, cluster or programme beside the value reported for the same indicator in the same unit and on the same basis. The gap is target less baseline; it is empty where either has no number.
// param: owner STRING = '嘉定区' — name, id or alias of whoever set the target; the empty string means all
// view: table
// tags: indicator

MATCH (setter)-[goal:TARGETS]->(i:Indicator)
WHERE $owner = '' OR $owner = setter.name OR $owner = setter.id OR $owner IN setter.aliases
OPTIONAL MATCH (setter)-[base:REPORTS]->(i)
WHERE base.year <= goal.year
  AND coalesce(base.basis, 'actual') = coalesce(goal.basis, 'actual')
  AND (goal.unit IS NULL OR base.unit IS NULL OR base.unit = goal.unit)
RETURN
  setter.name AS owner,
  i.name AS indicator,
  coalesce(goal.unit, base.unit, i.unit) AS unit,
  base.year AS baseline_year,
  base.comparison AS baseline_comparison,
  base.value AS baseline,
  goal.year AS target_year,
  goal.comparison AS target_comparison,
  goal.value AS target,
  goal.qualitative AS target_wording,
  goal.value - base.value AS gap,
  [s IN coalesce(base.sources, []) WHERE NOT s IN goal.sources] + goal.sources AS sources
ORDER BY owner, target_year, indicator, baseline_year
