MATCH (f:Firm {id: $id})-[r:SUPPLIES*1..4]->(g) RETURN size(r) AS length, count(*) AS n;
MATCH p = (f:Firm {id: $id})-[:PART_OF]->(c)-[:SERVES*0..2]-(g) WHERE length(p) > 1 RETURN size(relationships(p)) AS length, g.id;
MATCH p = shortestPath((a:Firm {id: $a})-[:SUPPLIES*]->(b:Firm {id: $b})) RETURN length(p), COUNT { (b)-[:PART_OF*..3]->(c) WHERE c.id > length(p) } AS n;
