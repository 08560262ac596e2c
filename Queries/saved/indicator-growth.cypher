// id: indicator-growth
// title: Growth of an indicator over its series
// title_zh: 指标的历年变化
// description: The yearly values of an indicator with the change against the value before it, in the unit and in per cent, and the average yearly growth since the first value. Growth that the plan states itself stands beside, so that the two can be compared.
// param: indicator STRING = '高新技术企业数量' — name, id or alias of the indicator; the empty string means every indicator with a series
// param: owner STRING = '' — name, id or alias of whoever reports it; the empty string means all
// param: values INTEGER = 3 — the fewest values that make a series
// view: table
// tags: indicator, time

MATCH (holder)-[figure:REPORTS]->(i:Indicator)
WHERE ($indicator = '' OR $indicator = i.name OR $indicator = i.id OR $indicator IN i.aliases)
  AND ($owner = '' OR $owner = holder.name OR $owner = holder.id OR $owner IN holder.aliases)
  AND figure.value IS NOT NULL
  AND coalesce(figure.basis, 'actual') = 'actual'
WITH holder, i, figure
ORDER BY figure.year
WITH holder, i, figure.unit AS unit, collect(figure) AS figures
WHERE size(figures) >= $values
UNWIND range(0, size(figures) - 1) AS place
WITH holder, i, unit, figures, place, figures[place] AS figure, CASE WHEN place > 0 THEN figures[place - 1] END AS before
RETURN
  holder.name AS owner,
  i.name AS indicator,
  unit,
  figure.year AS year,
  figure.value AS value,
  round(figure.value - before.value, 2) AS change,
  CASE WHEN before.value > 0 THEN round((figure.value / before.value - 1) * 100, 1) END AS change_percent,
  CASE
    WHEN place > 0 AND figures[0].value > 0 AND figure.value > 0
    THEN round(((figure.value / figures[0].value) ^ (1.0 / (figure.year - figures[0].year)) - 1) * 100, 1)
  END AS yearly_percent_since_first,
  COLLECT {
    MATCH (holder)-[said:REPORTS]->(i)
    WHERE said.year = figure.year AND said.basis IN ['growth', 'annual growth']
    RETURN coalesce(said.period + ': ', '') + toString(said.value) + ' ' + said.unit AS words
    ORDER BY words
  } AS stated_growth,
  figure.sources AS sources
ORDER BY owner, indicator, unit, year
