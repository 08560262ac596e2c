MATCH (a:Fund {id: $id})-[:INVESTS_IN]->(f:Firm)<-[:INVESTS_IN]-(b:Fund) WHERE b.id <> $id RETURN count(DISTINCT f) AS n;
MATCH (a:Firm {id: $id})-[:SUPPLIES]-(b)-[:SUPPLIES]-(c) WHERE c <> a RETURN DISTINCT c;
MATCH (a:Firm {id: $id})-[:SUPPLIES]-(b)-[:SUPPLIES]-(c) WHERE c.id <> 5 RETURN DISTINCT c;
