// id: cluster-without-platform
// title: Cluster that no platform serves
// title_zh: 没有平台服务的产业集群
// severity: warning
// why: A cluster without a platform is either a gap in the ecosystem or a gap in the data.
// mend: Look in the cited sections for platforms listed under the cluster's heading and add SERVES; where the plan names none, accept the finding.
// expect: no rows
// view: graph
// tags: completeness, cluster

MATCH (cluster:IndustryCluster)
WHERE NOT EXISTS { MATCH (cluster)<-[:SERVES]-(:Platform) }
RETURN cluster, cluster.name AS name, 'no platform serves this cluster' AS problem
ORDER BY cluster.id
