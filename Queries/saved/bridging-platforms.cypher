// id: bridging-platforms
// title: What serves several clusters or industries
// title_zh: 同时服务多个产业的平台与机构
// description: Platforms, laboratories, facilities and institutes that serve at least a given number of different clusters and industries.
// param: fields INTEGER = 2 — the fewest clusters and industries served
// view: table
// tags: platform, cluster

MATCH (s)-[:SERVES]->(field)
WHERE (s:Platform OR s:Laboratory OR s:Facility OR s:Institute OR s:University OR s:Hospital)
  AND (field:IndustryCluster OR field:Industry)
WITH DISTINCT s, field
ORDER BY field.name
WITH s, collect(field.name) AS serves
WHERE size(serves) >= $fields
RETURN
  s.name AS server,
  labels(s) AS kind,
  s.status AS status,
  size(serves) AS field_count,
  serves,
  s.sources AS sources
ORDER BY field_count DESC, server
