MATCH (f:Firm)-[:SUPPLIES]->(g:Firm) WITH f, g, f.sector AS sector WHERE sector = 3 AND g.founded > 2000 RETURN f.id, g.id, sector;
MATCH (f:Firm) WITH f.sector AS sector, count(*) AS n WHERE sector > 3 AND n > 2 RETURN sector, n;
MATCH (f:Firm) WITH f ORDER BY f.id LIMIT 10 WHERE f.sector = 1 RETURN f.id;
MATCH (f:Firm) CALL (f) { MATCH (f)-[:SUPPLIES]->(g) RETURN g, g.sector AS s } WITH f, g, s WHERE g.founded > 2000 AND f.sector = 1 RETURN f.id, g.id, s;
MATCH (f:Firm) OPTIONAL MATCH (f)-[:PART_OF]->(c) WITH f, c WHERE f.sector = 1 AND c.id > 2 RETURN f.id, c.id;
