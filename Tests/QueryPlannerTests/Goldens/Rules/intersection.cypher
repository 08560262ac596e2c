MATCH (a:Firm)-[:SUPPLIES]->(b:Firm)-[:SUPPLIES]->(c:Firm), (a)-[:SUPPLIES]->(c) RETURN count(*) AS n;
MATCH (a:Firm {id: $id})-[r:SUPPLIES]->(b)<-[:PART_OF]-(c)-[:PART_OF]->(b), (a)-[:INVESTS_IN]-(c) RETURN r, c.id;
MATCH (a:Firm {id: $a}), (b:Firm {id: $b}), (c:Firm {id: $c}) MATCH (a)--(x)--(b), (c)-->(x) RETURN x.id;
