// id: park-industries
// title: Industries of parks and zones
// title_zh: 园区与功能区的产业方向
// description: Which industries and clusters each park or zone focuses on or serves, and where it lies.
// param: park STRING = '' — name, id or alias of the park or zone; the empty string means all
// view: table
// tags: park, industry

MATCH (park)-[fact:FOCUSES_ON|SERVES]->(field)
WHERE (park:Park OR park:Zone)
  AND (field:Industry OR field:IndustryCluster)
  AND ($park = '' OR $park = park.name OR $park = park.id OR $park IN park.aliases)
OPTIONAL MATCH (park)-[:LOCATED_IN]->(place)
WITH park, fact, field, place
ORDER BY place.name
WITH park, fact, field, collect(DISTINCT place.name) AS places
RETURN
  park.name AS park,
  head(labels(park)) AS kind,
  park.status AS status,
  places,
  head(labels(field)) AS field_kind,
  field.name AS field,
  fact.sources AS sources
ORDER BY park, field_kind, field
