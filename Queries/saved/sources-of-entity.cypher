// id: sources-of-entity
// title: Where everything about an entity is written
// title_zh: 某主体各项事实的出处
// description: Every fact that an entity takes part in, in the direction in which it is told, with the sections that state it.
// param: entity STRING = '8英寸研发中试线' — name, id or alias of the entity
// view: table
// tags: source

MATCH (entity)-[fact]-()
WHERE $entity = entity.name OR $entity = entity.id OR $entity IN entity.aliases
WITH DISTINCT fact, startNode(fact) AS a, endNode(fact) AS b
RETURN
  a.name AS subject,
  type(fact) AS relation,
  b.name AS object,
  fact.value AS value,
  fact.unit AS unit,
  fact.status AS status,
  fact.sources AS sources
ORDER BY relation, subject, object, value
