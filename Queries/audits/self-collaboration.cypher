// id: self-collaboration
// title: Fact that joins an entity with itself
// title_zh: 与自身建立的关系
// severity: error
// why: Nobody works with, hosts or belongs to itself; such a fact comes from a slip or from a merge of two entities.
// mend: Correct one end, or delete the fact.
// expect: no rows
// tags: validity

MATCH (entity)-[fact]->(entity)
RETURN entity, fact, entity.name AS name, type(fact) + ' with itself' AS problem
ORDER BY entity.id, type(fact)
