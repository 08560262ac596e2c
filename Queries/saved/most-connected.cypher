// id: most-connected
// title: The most connected entities
// title_zh: 关联最多的主体
// description: Entities by the number of facts that they take part in. Regions and documents are left out unless asked for, because they touch nearly everything.
// param: with_regions BOOLEAN = false — whether regions and documents count
// param: most INTEGER = 20 — the most rows
// view: table
// tags: overview

MATCH (n)
WHERE $with_regions OR NOT (n:Region OR n:Document)
WITH n, COUNT { (n)--() } AS facts
RETURN
  n.name AS entity,
  n.name_en AS entity_en,
  labels(n) AS kind,
  facts,
  COUNT { (n)-->() } AS told_of_it,
  COUNT { (n)<--() } AS told_to_it,
  n.sources AS sources
ORDER BY facts DESC, entity
LIMIT $most
