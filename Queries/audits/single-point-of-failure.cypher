// id: single-point-of-failure
// title: Cluster that hangs on one body
// title_zh: 仅靠单一主体支撑的产业集群
// severity: warning
// why: If the one platform or institute that serves it closes, nothing that runs today serves the cluster any more.
// mend: Check whether the plans name another that serves it. If not, name the risk in the report: a second platform or an agreement with a neighbour would end it.
// expect: no rows
// view: graph
// tags: structure, cluster, platform

MATCH (cluster:IndustryCluster)<-[fact:SERVES]-(server)
WHERE server:Platform OR server:Laboratory OR server:Facility OR server:Institute OR server:University OR server:Hospital
WITH cluster, server, fact,
  coalesce(fact.status, server.status, 'running') IN ['running', 'completed'] AND coalesce(server.status, 'running') IN ['running', 'completed'] AS runs
ORDER BY server.id
WITH cluster, collect(CASE WHEN runs THEN server END) AS running, collect(CASE WHEN runs THEN fact END) AS facts, collect(CASE WHEN NOT runs THEN server END) AS planned
WHERE size(running) = 1
RETURN
  cluster,
  facts,
  running[0] AS server,
  cluster.name AS name,
  running[0].name + ' alone serves it today' + CASE size(planned) WHEN 0 THEN '' ELSE '; planned or being built: ' + toString(size(planned)) END AS problem
ORDER BY cluster.id
