MATCH (p:Patent), (f:Firm)-[:PART_OF]->(c:Cluster {id: $id}) WHERE p.year = f.founded RETURN p.id, f.id;
MATCH (f:Firm)-[:SUPPLIES]->(g:Firm)-[:SUPPLIES*1..3]->(h:Firm {id: $id}) RETURN f.id, g.id;
MATCH (f:Firm)-[r:SUPPLIES]->(g:Firm)-[s:SUPPLIES]->(h:Firm {id: $id}) RETURN f.id, s.since;
MATCH (f:Firm)-[:LOCATED_IN]->(k:Park) MATCH (f)-[:PART_OF]->(c:Cluster) WHERE k.name = 'x' RETURN f.id, c.id;
MATCH (a:Firm)-[r:SUPPLIES*1..2]->(b:Firm {id: $id}) RETURN r;
UNWIND $rows AS row MATCH (a:Firm)-[:SUPPLIES]->(b:Firm) WHERE a.id = row.a AND b.id = row.b RETURN a.name, b.name;
