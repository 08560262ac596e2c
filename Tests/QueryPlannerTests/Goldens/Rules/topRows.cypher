MATCH (f:Firm) RETURN f.id AS id, f.revenue AS revenue ORDER BY revenue DESC SKIP 5 LIMIT 10;
MATCH (f:Firm) WITH f ORDER BY f.revenue LIMIT $n MATCH (f)-[:SUPPLIES]->(g) RETURN g.id;
