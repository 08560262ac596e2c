MATCH (a:Firm {id: $id})-[:SUPPLIES*1..4]->(x) RETURN DISTINCT x;
MATCH (a:Firm {id: $id})-[:SUPPLIES*1..4]-(x) RETURN count(DISTINCT x) AS n;
MATCH (a:Firm {id: $id})-[:SUPPLIES*1..4]-(x) WHERE x.id <> $id RETURN collect(DISTINCT x.name) AS names;
MATCH (a:Firm {id: $id})-[:SUPPLIES*0..]-(x) RETURN max(x.revenue) AS most;
MATCH (a:Firm) WHERE EXISTS { (a)-[:SUPPLIES*1..3]->(:Firm {id: $id}) } RETURN a.id;
MATCH (a:Firm {id: $id})-[:SUPPLIES*2..4]->(x) RETURN DISTINCT x;
MATCH (a:Firm {id: $id})-[:SUPPLIES*1..4]->(x) RETURN x.id, count(*) AS n;
MATCH (a:Firm {id: $id})-[:SUPPLIES*1..4]->(x) WITH x LIMIT 10 RETURN DISTINCT x;
