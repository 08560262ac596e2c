// id: cluster-served-by-plans-only
// title: Cluster whose platforms all exist on paper only
// title_zh: 仅由规划或在建平台服务的产业集群
// severity: info
// why: A cluster whose every platform is planned or under construction has nothing to draw upon today.
// mend: Check whether a running platform serves the cluster; otherwise name the gap in the report.
// expect: no rows
// view: graph
// tags: status, cluster

MATCH (cluster:IndustryCluster)<-[:SERVES]-(:Platform)
WITH DISTINCT cluster
WHERE NOT EXISTS {
  MATCH (cluster)<-[:SERVES]-(p:Platform)
  WHERE p.status IS NULL OR p.status = 'running'
}
RETURN cluster, cluster.name AS name, 'every platform is planned or under construction' AS problem
ORDER BY cluster.id
