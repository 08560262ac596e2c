// id: planned-yet-reporting
// title: Planned entity that already reports figures
// title_zh: 规划中却已有统计数据的实体
// severity: warning
// why: What is still to be set up cannot have served anybody; either the state or the figure is wrong.
// mend: Compare with the cited sections and correct the state, or give the figure to whoever reports it.
// expect: no rows
// view: graph
// tags: status, plausibility

MATCH (entity)-[figure:REPORTS]->(indicator:Indicator)
WHERE entity.status = 'planned'
RETURN
  entity,
  figure,
  indicator,
  entity.name AS name,
  'planned, yet reports ' + indicator.name AS problem
ORDER BY entity.id, indicator.id
