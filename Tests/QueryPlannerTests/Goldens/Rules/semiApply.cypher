MATCH (c:Cluster) WHERE NOT EXISTS { (:Platform)-[:SERVES]->(c) } RETURN c.id;
MATCH (c:Cluster) WHERE COUNT { (:Platform)-[:SERVES]->(c) } > 0 AND c.sector = 1 RETURN c.id;
MATCH (c:Cluster) WHERE (c)<-[:PART_OF]-() OR c.sector = 1 RETURN c.id;
MATCH (c:Cluster) WHERE (c)<-[:PART_OF]-() AND COUNT { (c)<-[:PART_OF]-() } > 2 RETURN c.id;
