// id: figure-without-value
// title: Figure with neither number nor wording
// title_zh: 既无数值又无文字表述的指标
// severity: error
// why: A figure that says nothing cannot be read, compared or cited.
// mend: Give value, unit and comparison, or the plan's wording in qualitative.
// expect: no rows
// tags: indicator, validity

MATCH (owner)-[figure:REPORTS|TARGETS]->(indicator:Indicator)
WHERE (figure.value IS NULL AND figure.qualitative IS NULL)
  OR (figure.value IS NOT NULL AND (figure.unit IS NULL OR figure.comparison IS NULL))
RETURN
  figure,
  owner,
  indicator,
  indicator.name AS name,
  CASE
    WHEN figure.value IS NULL THEN 'neither value nor wording'
    WHEN figure.unit IS NULL THEN 'a value without a unit'
    ELSE 'a value without a comparison'
  END AS problem
ORDER BY owner.id, indicator.id
