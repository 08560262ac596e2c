// id: pipeline
// title: What is planned and what is being built
// title_zh: 规划与在建项目清单
// description: Entities whose state is planned or building, with whoever supports, leads or hosts them and where the plan says so.
// param: states LIST<STRING> = ['planned', 'building'] — the states to list
// view: table
// tags: status

MATCH (entity)
WHERE entity.status IN $states
OPTIONAL MATCH (patron)-[:SUPPORTS|LEADS|HOSTS|OPERATES]->(entity)
WITH entity, patron
ORDER BY patron.name
WITH entity, collect(DISTINCT patron.name) AS patrons
RETURN
  head(labels(entity)) AS kind,
  entity.name AS entity,
  entity.name_en AS entity_en,
  entity.status AS status,
  patrons,
  entity.sources AS sources
ORDER BY kind, status, entity
