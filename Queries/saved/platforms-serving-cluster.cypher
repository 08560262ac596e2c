// id: platforms-serving-cluster
// title: Platforms that serve a cluster
// title_zh: 服务某产业集群的平台
// description: Every platform that a plan says serves the cluster, with its level, its state, who hosts or runs it, and where the plan says so.
// param: cluster STRING = '智能传感器及物联网' — the cluster's name, id or alias
// view: table
// tags: cluster, platform

MATCH (p:Platform)-[fact:SERVES]->(c:IndustryCluster)
WHERE $cluster = c.name OR $cluster = c.id OR $cluster IN c.aliases
OPTIONAL MATCH (keeper)-[:HOSTS|OPERATES]->(p)
WITH c, p, fact, keeper
ORDER BY keeper.name
WITH c, p, fact, collect(DISTINCT keeper.name) AS hosts
RETURN
  p.name AS platform,
  p.level AS level,
  p.status AS status,
  hosts AS host,
  fact.sources AS sources
ORDER BY platform
