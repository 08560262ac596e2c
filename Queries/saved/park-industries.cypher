// id: park-industries
// title: Industries of parks and zones
// title_zh: 园区与功能区的产业方向
// description: Which industries and clusters each park or zone focuses on or serves, and where it lies.
// param: park STRING = '' — name, id or alias of the park or zone; the empty string means all
// view: table
// tags: park, industry

MATCH (area)-[fact:FOCUSES_ON|SERVES]->(target)
WHERE (area:Park OR area:Zone)
  AND (target:Industry OR target:IndustryCluster)
  AND ($park = '' OR $park = area.name OR $park = area.id OR $park IN area.aliases)
OPTIONAL MATCH (area)-[:LOCATED_IN]->(place)
WITH area, fact, target, place
ORDER BY place.name
WITH area, fact, target, collect(DISTINCT place.name) AS places
RETURN
  area.name AS park,
  labels(area) AS kind,
  area.status AS status,
  places,
  labels(target) AS field_kind,
  target.name AS field,
  fact.sources AS sources
ORDER BY park, field_kind, field
