MATCH (f:Firm)-[s:SUPPLIES]->(g:Firm) RETURN f.id AS id, f.name AS name, sum(s.amount) AS total;
MATCH (f:Firm)-[s:SUPPLIES]->(g:Firm) RETURN f, count(DISTINCT g) AS n ORDER BY n DESC LIMIT 3;
MATCH (f:Firm)-[s:SUPPLIES]->(g:Firm) RETURN f.sector AS sector, count(*) AS n;
MATCH (f:Firm)-[s:SUPPLIES]->(g:Firm) RETURN g.id AS id, count(*) AS n;
MATCH (f:Firm)-[s:SUPPLIES]->(g:Firm) RETURN f.id AS id, g.sector AS sector, count(*) AS n;
MATCH (f:Firm) SET f.id = 1 WITH f RETURN f.id AS id, count(*) AS n;
