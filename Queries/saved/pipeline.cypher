// id: pipeline
// title: What is planned and what is being built
// title_zh: 规划与在建项目清单
// description: Entities whose state is planned or building, with whoever supports, leads or hosts them and where the plan says so.
// param: states LIST<STRING> = ['planned', 'building'] — the states to list
// view: table
// tags: status

MATCH (n)
WHERE n.status IN $states
OPTIONAL MATCH (patron)-[:SUPPORTS|LEADS|HOSTS|OPERATES]->(n)
WITH n, patron
ORDER BY patron.name
WITH n, collect(DISTINCT patron.name) AS patrons
RETURN
  labels(n) AS kind,
  n.name AS entity,
  n.name_en AS entity_en,
  n.status AS status,
  patrons,
  n.sources AS sources
ORDER BY kind, status, entity
