MATCH (f:Firm {id: $id})-[:SUPPLIES]->(g:Firm) WHERE g.sector = 1 AND g:!Cluster RETURN g.id;
MATCH (f:Firm {id: $id})-[:SUPPLIES*1..3]->(g:Firm) RETURN g.id;
