MATCH (f:Firm) WHERE 1 + 1 = 2 AND f.founded > 1990 + 10 RETURN f.name + ('a' + 'b') AS name;
MATCH (f:Firm) WHERE true OR f.founded > 1990 RETURN toUpper('x') AS x, 1 / 0 AS late, rand() AS chance;
