// id: clusters-overview
// title: Clusters at a glance
// title_zh: 产业集群概览
// description: Each cluster with its size and how many platforms, facilities, parks and zones, firms and fields stand behind it.
// view: table
// tags: cluster

MATCH (c:IndustryCluster)
RETURN
  c.name AS cluster,
  c.name_en AS cluster_en,
  c.scale AS scale,
  COUNT { MATCH (p:Platform)-[:SERVES]->(c) } AS platforms,
  COUNT { MATCH (p:Platform)-[:SERVES]->(c) WHERE p.status = 'planned' OR p.status = 'building' } AS platforms_not_yet_running,
  COUNT { MATCH (f)-[:SERVES]->(c) WHERE f:Facility OR f:Laboratory OR f:Institute OR f:University OR f:Hospital } AS research,
  COUNT { MATCH (p)-[:SERVES|FOCUSES_ON]->(c) WHERE p:Park OR p:Zone } AS parks_and_zones,
  COUNT { MATCH (f:Firm)-[:DRIVES|FOCUSES_ON]->(c) } AS firms,
  COUNT { MATCH (c)-[:FOCUSES_ON]-(i:Industry) } + COUNT { MATCH (i:Industry)-[:PART_OF|DRIVES]->(c) } AS field_links,
  c.sources AS sources
ORDER BY platforms DESC, cluster
