MATCH (f:Firm)-[r:SUPPLIES]->(g:Firm) RETURN g.sector AS sector, count(r) AS n, count(f) AS m, count(g.name) AS named;
MATCH (f:Firm) OPTIONAL MATCH (f)-[r:SUPPLIES]->(g) RETURN f.id, count(g) AS n;
