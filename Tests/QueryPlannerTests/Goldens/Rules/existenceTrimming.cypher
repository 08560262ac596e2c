MATCH (c:Cluster) WHERE EXISTS { MATCH (p:Platform)-[:SERVES]->(c) RETURN DISTINCT p.id ORDER BY p.id } RETURN c.id;
MATCH (c:Cluster) RETURN COUNT { MATCH (p:Platform)-[:SERVES]->(c) RETURN DISTINCT p } AS n, COUNT { MATCH (p)-->(c) RETURN p.id ORDER BY p.id } AS m;
