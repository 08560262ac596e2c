// id: named-by-several-plans
// title: Who is named by several plans
// title_zh: 被多个规划共同提及的主体
// description: Entities that at least so many plans name, with the plans and the kinds of fact. They are where the plans touch each other; industries, regions, indicators and documents are left out unless asked for, because every plan names them.
// param: plans INTEGER = 3 — the fewest plans
// param: with_fields_and_regions BOOLEAN = false — whether industries, regions and indicators count
// view: table
// tags: source, compare, overview

MATCH (entity)
WHERE NOT entity:Document AND ($with_fields_and_regions OR NOT (entity:Industry OR entity:Region OR entity:Indicator))
UNWIND entity.sources AS source
WITH entity, split(source, '#')[0] AS plan
ORDER BY plan
WITH entity, collect(DISTINCT plan) AS plans
WHERE size(plans) >= $plans
RETURN
  entity.name AS entity,
  entity.name_en AS entity_en,
  labels(entity) AS kind,
  size(plans) AS plan_count,
  plans,
  COUNT { (entity)--() } AS facts,
  entity.sources AS sources
ORDER BY plan_count DESC, facts DESC, entity
