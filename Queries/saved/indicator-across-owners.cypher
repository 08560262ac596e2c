// id: indicator-across-owners
// title: One indicator, all who report or target it
// title_zh: 同一指标的横向比较
// description: The latest level that each region, zone or park reports for an indicator beside what it aims at, so that districts can be compared. Mind the scopes: a zone may lie in several districts.
// param: indicator STRING = '高新技术企业数量' — name, id or alias of the indicator
// view: table
// tags: indicator, compare

MATCH (holder)-[figure:REPORTS|TARGETS]->(i:Indicator)
WHERE ($indicator = i.name OR $indicator = i.id OR $indicator IN i.aliases)
  AND coalesce(figure.basis, 'actual') IN ['actual', 'cumulative']
WITH holder, i, figure
// A level or a year's flow compares better than a sum over years.
ORDER BY type(figure), CASE coalesce(figure.basis, 'actual') WHEN 'actual' THEN 0 ELSE 1 END, figure.year DESC, figure.value DESC
WITH
  holder,
  i,
  [f IN collect(figure) WHERE type(f) = 'REPORTS'][0] AS base,
  [f IN collect(figure) WHERE type(f) = 'TARGETS'] AS goals
RETURN
  holder.name AS owner,
  i.name AS indicator,
  base.year AS year,
  base.comparison AS comparison,
  base.value AS reported,
  base.unit AS unit,
  coalesce(base.basis, CASE WHEN base IS NOT NULL THEN 'actual' END) AS basis,
  [g IN goals | toString(g.year) + ': ' + coalesce(g.comparison + ' ' + toString(g.value) + ' ' + g.unit, g.qualitative, '')] AS targets,
  reduce(all = coalesce(base.sources, []), g IN goals | all + [s IN g.sources WHERE NOT s IN all]) AS sources
ORDER BY CASE WHEN reported IS NULL THEN 1 ELSE 0 END, reported DESC, owner
