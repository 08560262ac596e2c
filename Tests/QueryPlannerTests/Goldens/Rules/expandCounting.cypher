MATCH (f:Firm)-[:SUPPLIES]->(g:Firm) RETURN f.sector AS sector, count(*) AS n;
MATCH (c:Cluster)<-[:PART_OF]-(f), (c)<-[:SERVES]-(p) RETURN c.id, count(*) AS n;
MATCH (f:Firm)-[:SUPPLIES]->(g)-[:SUPPLIES]->(h) RETURN count(*) AS n;
MATCH (f:Firm)-[r:SUPPLIES]->(g) RETURN f.id, count(*) AS n, min(f.founded) AS m, count(DISTINCT f.sector) AS s;
MATCH (f:Firm)-[r:SUPPLIES]->(g) RETURN f.id, count(*) AS n, sum(r.amount) AS amount;
