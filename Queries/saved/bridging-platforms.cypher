// id: bridging-platforms
// title: What serves several clusters or industries
// title_zh: 同时服务多个产业的平台与机构
// description: Platforms, laboratories, facilities and institutes that serve at least a given number of different clusters and industries.
// param: fields INTEGER = 2 — the fewest clusters and industries served
// view: table
// tags: platform, cluster

MATCH (server)-[:SERVES]->(field)
WHERE (server:Platform OR server:Laboratory OR server:Facility OR server:Institute OR server:University OR server:Hospital)
  AND (field:IndustryCluster OR field:Industry)
WITH DISTINCT server, field
ORDER BY field.name
WITH server, collect(field.name) AS serves
WHERE size(serves) >= $fields
RETURN
  server.name AS server,
  head(labels(server)) AS kind,
  server.status AS status,
  size(serves) AS field_count,
  serves,
  server.sources AS sources
ORDER BY field_count DESC, server
