MATCH p = (f:Firm)-[r:SUPPLIES]->(g)-[s:SUPPLIES*1..2]->(h) WITH f, g.name AS unused, r RETURN f.id;
MATCH (f:Firm) WITH f, COUNT { (f)--() } AS unused, [(f)-->(x) | x.id] AS list RETURN f.id, list;
MATCH (f:Firm) OPTIONAL MATCH (f)-[r:PART_OF]->(c) RETURN f.id;
