MATCH (f:Firm)-[:SUPPLIES]->(g) RETURN f.name + g.name AS both LIMIT 3;
MATCH (f:Firm) RETURN f.id AS id SKIP 2 LIMIT 3;
MATCH (f:Firm) RETURN rand() AS chance LIMIT 3;
