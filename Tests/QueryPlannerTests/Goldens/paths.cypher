// Repeated parts
MATCH (a:Firm {id: 1})((x)-[:SUPPLIES]->(y)-[:SUPPLIES]->(z)){1,2}(b) RETURN x, y, b.id;
MATCH (a)((x)-[:SUPPLIES]->(y:Firm) WHERE x.id < y.id){2}(b:Firm {id: 1}) RETURN x, a.id;
MATCH (a:Firm {id: 1})((x:Firm)-[:SUPPLIES]->(y))+(b) RETURN DISTINCT b.id;
MATCH p = (a:Firm {id: 1})-[:TRANSFERS_TO]->(b)((x)-[:TRANSFERS_TO]->(y))*(c)-[:TRANSFERS_TO]->(d) RETURN length(p), x;

// Modes
MATCH p = ACYCLIC (a:Firm {id: 1})-[:SUPPLIES]->+(b:Firm) RETURN p;
MATCH p = WALK (a:Firm {id: 1})-[:SUPPLIES]->{1,3}(b) RETURN count(*);
MATCH p = TRAIL (a:Firm {id: 1})-[:SUPPLIES]->{1,3}(b) RETURN count(*);

// Selectors
MATCH p = ANY SHORTEST (a:Firm {id: 1})-[:SUPPLIES]->+(b:Firm {id: 2}) RETURN p;
MATCH p = ALL SHORTEST (a:Firm {id: 1})-[:SUPPLIES]->+(b:Firm) RETURN length(p);
MATCH p = SHORTEST $k GROUPS (a:Firm)-[r:TRANSFERS_TO]->(m WHERE m.id > 1)-[:SUPPLIES]->*(b:Firm {id: 2}) RETURN r, p;
MATCH ANY SHORTEST (p = (a:Firm {id: 1})((x)-[s:SUPPLIES]->(y))+(b) WHERE length(p) > 2) RETURN b.id, s;
