MATCH (f:Firm {id: $id}) RETURN f.name;
MATCH (f:Firm) WHERE f.sector = 3 AND f.name = 'x' AND f.id = 7 RETURN f;
MATCH (f:Firm) WHERE f.id IN [1, 2, 3] RETURN f;
MATCH (f:Firm) WHERE 10 <= f.sector AND f.sector < $top AND f.sector <> 12 RETURN f;
MATCH (f:Firm) WHERE f.name STARTS WITH '上海' RETURN f;
MATCH (n) WHERE id(n) = 12 RETURN n;
MATCH (n) WHERE n.code = 'x' RETURN n;
UNWIND $ids AS i MATCH (f:Firm {id: i}) RETURN f.name;
MATCH (f:Firm) WHERE f.founded = 2000 RETURN f;
