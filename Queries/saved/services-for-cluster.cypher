// id: services-for-cluster
// title: Everything that serves or focuses on a cluster
// title_zh: 服务或聚焦某产业集群的全部主体
// description: Platforms, facilities, parks, zones, institutes, hospitals, firms and programmes around one cluster, grouped by kind, each with the sections that say so.
// param: cluster STRING = '高性能医疗设备及精准医疗' — the cluster's name, id or alias
// view: graph
// tags: cluster

MATCH (c:IndustryCluster)
WHERE $cluster = c.name OR $cluster = c.id OR $cluster IN c.aliases
MATCH (entity)-[fact:SERVES|FOCUSES_ON|DRIVES]->(c)
RETURN
  labels(entity) AS kind,
  entity,
  fact,
  c AS cluster,
  entity.status AS status,
  fact.sources AS sources
ORDER BY kind, entity.name, type(fact)
