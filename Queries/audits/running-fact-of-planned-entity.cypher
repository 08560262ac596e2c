// id: running-fact-of-planned-entity
// title: Fact that contradicts the state of its entity
// title_zh: 与主体状态矛盾的关系
// severity: warning
// why: A relationship that runs already cannot start from something that is only planned.
// mend: Compare with the cited sections and correct the state of one of the two.
// expect: no rows
// view: graph
// tags: status, plausibility

MATCH (entity)-[fact]-(other)
WHERE entity.status = 'planned' AND fact.status = 'running'
RETURN
  entity,
  fact,
  other,
  entity.name AS name,
  type(fact) + ' is running, ' + entity.name + ' is planned' AS problem
ORDER BY entity.id, type(fact), other.id
