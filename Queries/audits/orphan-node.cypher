// id: orphan-node
// title: Entity without any relationship
// title_zh: 没有任何关系的实体
// severity: warning
// why: An entity that nothing connects answers no question; documents are left out, because sources lead to them.
// mend: Add the relationships that the cited sections state; where they state none, accept the finding.
// expect: no rows
// tags: completeness

MATCH (entity)
WHERE NOT entity:Document
  AND NOT EXISTS { MATCH (entity)--() }
RETURN entity, entity.name AS name, 'nothing is connected with it' AS problem
ORDER BY entity.id
