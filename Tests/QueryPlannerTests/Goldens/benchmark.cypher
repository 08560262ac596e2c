// point_lookup
MATCH (f:Firm {id: $id}) RETURN f.name, f.founded, f.employees, f.revenue;

// hop1_out
MATCH (f:Firm {id: $id})-[r:SUPPLIES]->(g:Firm) RETURN g.id, g.name, r.amount ORDER BY g.id;

// hop1_agg_filter
MATCH (u:University {id: $id})-[t:TRANSFERS_TO]->(f:Firm) WHERE t.year >= $year RETURN count(*) AS n, sum(t.amount) AS total;

// hop2_distinct
MATCH (f:Firm {id: $id})-[:COLLABORATES_WITH]-(:Firm)-[:COLLABORATES_WITH]-(h:Firm) WHERE h.id <> $id RETURN count(DISTINCT h) AS n;

// hop3_distinct
MATCH (f:Firm {id: $id})-[:SUPPLIES]->(:Firm)-[:SUPPLIES]->(:Firm)-[:SUPPLIES]->(h:Firm) RETURN count(DISTINCT h) AS n;

// platforms_of_cluster
MATCH (p:Platform)-[:SERVES]->(c:Cluster {id: $id})<-[:PART_OF]-(f:Firm)<-[:SERVES]-(p) RETURN p.id, p.name, count(f) AS n, sum(f.revenue) AS revenue ORDER BY n DESC, p.id LIMIT 20;

// supply_trails_1_4
MATCH (f:Firm {id: $id})-[r:SUPPLIES*1..4]->(g:Firm) WHERE g.sector = $sector RETURN size(r) AS len, count(*) AS n ORDER BY len;

// shortest_path
MATCH p = shortestPath((a:Firm {id: $a})-[:COLLABORATES_WITH|SUPPLIES*1..30]-(b:Firm {id: $b})) RETURN length(p) AS len;

// transfer_reachability
MATCH p = shortestPath((u:University {id: $u})-[:TRANSFERS_TO*1..10]->(f:Firm {id: $f})) RETURN length(p) AS len;

// ego_subgraph_2
MATCH (a:Firm {id: $id})-[:COLLABORATES_WITH*1..2]-(x:Firm) WHERE x.id <> $id WITH collect(DISTINCT x) AS ns UNWIND ns AS x MATCH (x)-[r:COLLABORATES_WITH]->(y:Firm) WHERE y IN ns RETURN count(r) AS n;

// triangles_global
MATCH (a:Firm)-[:COLLABORATES_WITH]->(b:Firm)-[:COLLABORATES_WITH]->(c:Firm), (a)-[:COLLABORATES_WITH]->(c) RETURN count(*) AS n;

// coinvest_of_fund
MATCH (a:Fund {id: $id})-[:INVESTS_IN]->(f:Firm)<-[:INVESTS_IN]-(b:Fund) WHERE b.id <> $id RETURN b.id, b.name, count(DISTINCT f) AS n ORDER BY n DESC, b.id LIMIT 10;

// audit_clusters
MATCH (c:Cluster) WHERE NOT EXISTS { MATCH (:Platform)-[:SERVES]->(c) } RETURN c.id, c.name ORDER BY c.id;

// topk_degree
MATCH (f:Firm)-[r:COLLABORATES_WITH]-(:Firm) RETURN f.id AS id, count(r) AS d ORDER BY d DESC, id LIMIT 10;

// scan_aggregate
MATCH (f:Firm) WHERE f.founded >= $year RETURN f.sector AS sector, count(*) AS n, sum(f.revenue) AS revenue, max(f.employees) AS largest ORDER BY sector;

// text_prefix
MATCH (f:Firm) WHERE f.name STARTS WITH $p RETURN count(*) AS n;

// wcc
CALL algo.wcc({labels: ['Firm', 'University', 'Institute'], types: ['COLLABORATES_WITH', 'SUPPLIES']}) YIELD component RETURN count(DISTINCT component) AS n;

// pagerank
CALL algo.pagerank({labels: ['Firm', 'University', 'Institute'], types: ['COLLABORATES_WITH', 'SUPPLIES'], iterations: 20, damping: 0.85}) YIELD node, score RETURN node.id AS id ORDER BY score DESC LIMIT 10;

// insert_nodes_batched
UNWIND $rows AS r CREATE (:Firm {id: r.id, name: r.name, name_en: r.name_en, sector: r.sector, founded: r.founded, employees: r.employees, revenue: r.revenue, status: r.status});

// insert_edges_batched
UNWIND $rows AS r MATCH (a:Firm {id: r.a}), (b:Firm {id: r.b}) CREATE (a)-[:COLLABORATES_WITH {since: r.since, strength: r.strength}]->(b);

// durable_insert_single
MATCH (p:Park {id: $park}) CREATE (:Firm {id: $id, name: $name, name_en: $name_en, sector: $sector, founded: $founded, employees: $employees, revenue: $revenue, status: $status})-[:LOCATED_IN]->(p);

// durable_set_single
MATCH (f:Firm {id: $id}) SET f.revenue = $revenue;

// durable_edge_single
MATCH (a:Firm {id: $a}), (b:Firm {id: $b}) CREATE (a)-[:COLLABORATES_WITH {since: $since, strength: $strength}]->(b);
