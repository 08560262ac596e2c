MATCH (f:Firm)-[:PART_OF]->(c) WITH f, c MATCH (c)<-[:SERVES]-(p:Platform {id: $id}) RETURN f.id, p.id;
MATCH (f:Firm)-[:PART_OF]->(c) WITH f, c LIMIT 10 MATCH (c)<-[:SERVES]-(p:Platform) RETURN f.id, p.id;
