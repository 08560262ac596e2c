// id: collaboration-stored-twice
// title: Collaboration stored twice
// title_zh: 重复存储的合作关系
// severity: warning
// why: Working together has no direction; stored twice, it counts twice.
// mend: Keep one relationship and give it the sources of both.
// expect: no rows
// view: graph
// tags: validity, collaboration

MATCH (a)-[one:COLLABORATES_WITH]->(b), (a)-[other:COLLABORATES_WITH]-(b)
WHERE id(one) < id(other)
  AND coalesce(one.agreement, '') = coalesce(other.agreement, '')
RETURN
  one,
  other,
  a,
  b,
  a.name AS name,
  'stored twice with ' + coalesce(b.name, b.id) AS problem
ORDER BY a.id, b.id
