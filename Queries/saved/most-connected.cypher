// id: most-connected
// title: The most connected entities
// title_zh: 关联最多的主体
// description: Entities by the number of facts that they take part in. Regions and documents are left out unless asked for, because they touch nearly everything.
// param: with_regions BOOLEAN = false — whether regions and documents count
// param: most INTEGER = 20 — the most rows
// view: table
// tags: overview

MATCH (entity)
WHERE $with_regions OR NOT (entity:Region OR entity:Document)
WITH entity, COUNT { (entity)--() } AS facts
RETURN
  entity.name AS entity,
  entity.name_en AS entity_en,
  head(labels(entity)) AS kind,
  facts,
  COUNT { (entity)-->() } AS told_of_it,
  COUNT { (entity)<--() } AS told_to_it,
  entity.sources AS sources
ORDER BY facts DESC, entity
LIMIT $most
