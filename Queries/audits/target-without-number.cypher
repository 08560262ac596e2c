// id: target-without-number
// title: Target without a number
// title_zh: 没有数值的目标
// severity: info
// why: A goal such as growing steadily or improving markedly is met by almost any growth; whether the plan was kept cannot be told afterwards.
// mend: Look whether another plan or a later document gives a number; otherwise name the goal in the report as one that needs a measure.
// expect: no rows
// tags: indicator, completeness

MATCH (owner)-[goal:TARGETS]->(indicator:Indicator)
WHERE goal.value IS NULL
  AND NOT EXISTS { MATCH (owner)-[other:TARGETS]->(indicator) WHERE other.value IS NOT NULL AND other.year = goal.year }
RETURN
  indicator,
  goal,
  owner,
  indicator.name AS name,
  owner.name AS owner_name,
  coalesce('“' + goal.qualitative + '”', 'no wording') + coalesce(' by ' + toString(goal.year), '') AS problem
ORDER BY owner.id, indicator.id, goal.year
