MATCH (a:Firm {id: 1})((x)-[r:SUPPLIES]->(y))+(b) RETURN DISTINCT b.id;
MATCH (a:Firm {id: 1})((x)-[r:SUPPLIES WHERE r.since > 2000]->(y)){1,3}(b) RETURN [s IN r | s.since];
MATCH (a:Firm {id: 1})((x)-[r:SUPPLIES]->(y)){1,3}(b) RETURN x, b.id;
