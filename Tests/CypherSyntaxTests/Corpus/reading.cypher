// Clauses that read and project.
MATCH (n) RETURN n;
MATCH (n:Platform) WHERE n.name = 'x' RETURN n.name AS name, n.city ORDER BY name DESC, n.city ASC SKIP 2 LIMIT 10;
match (N:`Mixed case`) return N;
OPTIONAL MATCH (a)-->(b) RETURN a, b;
MATCH (a), (b), (c) RETURN *;
MATCH (n) RETURN *, n.x AS x;
MATCH (n) RETURN DISTINCT n;
MATCH (n) RETURN DISTINCT *;
MATCH (n) WITH n, count(*) AS c WHERE c > 1 RETURN n, c;
MATCH (n) WITH * WHERE n.x RETURN n;
MATCH (n) WITH *, 1 AS one ORDER BY n.x SKIP $skip LIMIT $limit WHERE one = 1 RETURN n;
WITH DISTINCT 1 AS a RETURN a;
UNWIND [1, 2, 3] AS x RETURN x;
UNWIND $rows AS row MATCH (n {id: row.id}) RETURN n;
MATCH REPEATABLE ELEMENTS (a)-->(b) RETURN a;
MATCH DIFFERENT RELATIONSHIPS (a)-->(b)-->(c) RETURN a;
MATCH DIFFERENT RELATIONSHIP (a)-->(b) RETURN a;
MATCH REPEATABLE ELEMENT (a)-->(b) RETURN a;
MATCH (a)-[:HOSTS]->(b) AS OF date('2024-03-01') RETURN a, b;
MATCH (a)-[:HOSTS]->(b) AS OF $when WHERE a.name = 'x' RETURN a, b;
OPTIONAL MATCH (a) AS OF date('2024') WHERE a.x MATCH (b) AS OF date('2025') RETURN a, b;
RETURN 1 UNION RETURN 2;
RETURN 1 AS x UNION ALL RETURN 2 AS x UNION ALL RETURN 3 AS x;
RETURN 1 AS x UNION DISTINCT RETURN 2 AS x;
MATCH (n) RETURN n ORDER BY n.a, n.b DESCENDING, n.c ASCENDING;
MATCH (n) RETURN n OFFSET 3 LIMIT 2;
MATCH (n) RETURN n SKIP 1 + 2 LIMIT toInteger('3');
CALL db.labels;
CALL db.labels();
CALL db.labels() YIELD label;
CALL db.labels() YIELD label AS l WHERE l STARTS WITH 'P' RETURN l;
CALL test.my.proc($a, 1 + 2, [3]) YIELD a, b AS c, d RETURN a, c, d;
CALL test.my.proc YIELD *;
CALL test.my.proc() YIELD *;
CALL test.doNothing() YIELD - RETURN 1;
MATCH (n) CALL test.my.proc(n.x) YIELD out RETURN n, out;
OPTIONAL CALL test.my.proc(1) YIELD out RETURN out;
LOAD CSV FROM 'file:///a.csv' AS row RETURN row;
LOAD CSV WITH HEADERS FROM $url AS row FIELDTERMINATOR ';' RETURN row.name;
LOAD CSV WITH HEADERS FROM 'a' + 'b' AS row FIELDTERMINATOR "\t" CREATE (:N {name: row.name});
USE plans MATCH (n) RETURN n;
USE plans.yangtze MATCH (n) RETURN n UNION USE plans.pearl MATCH (n) RETURN n;
USE plans;
MATCH (n) FINISH;
EXPLAIN MATCH (n) RETURN n;
PROFILE MATCH (n) RETURN n;
profile
match (n)   // with a comment
return /* and another */ n;
MATCH (n) WHERE (n)-->() RETURN n;
MATCH (n) WHERE NOT (n)-[:X]->(:Y) AND (n)<--() OR (n)--({a: 1}) RETURN n;
MATCH (n) WHERE ((n)-->()) RETURN n;
MATCH (n) WHERE exists((n)-->()) AND exists(n.x) RETURN n;
MATCH (n)
MATCH (m)
WITH n, m
MATCH (n)-->(m)
RETURN n, m;
RETURN 1 AS `a b`, 2 AS `c``d`, 3 AS 平台, 4 AS größe;
MATCH (平台:实验室 {名称: '国家'}) WHERE 平台.成立年份 > 2000 RETURN 平台.名称 AS 名称;
MATCH (n) RETURN n.`a-b`, n.`with ``ticks`` inside`, n.match, n.RETURN;
CYPHER 5 RETURN 1;
CYPHER 25 runtime=slotted planner = cost EXPLAIN MATCH (n) RETURN n;
PROFILE CYPHER 5 MATCH (n) RETURN n;
MATCH (n:A)-[r]->(m) USING INDEX n:A(k, l) USING TEXT INDEX SEEK m:B(k) USING SCAN n:A USING JOIN ON n, m WHERE n.k = 1 RETURN n;
UNWIND [1, 2, 3] AS x LET y = x + 1, z = -x FILTER y > 2 FILTER WHERE z < 0 ORDER BY x DESC SKIP 1 LIMIT 2 RETURN *;
LET x = 1 OFFSET 1 RETURN x;
MATCH (let:A), (filter) WHERE let.x = filter.y RETURN let, filter AS normalized;
MATCH (n) WITH n LIMIT 3 SKIP 1 RETURN ALL n.x, all ORDER BY all;
RETURN ALL *;
RETURN all(x IN [1] WHERE x > 0), all IN [1], all.x;
UNWIND [1] AS x CALL (x) { CREATE (:A) } IN TRANSACTIONS OF 1 ROWS ON ERROR RETRY FOR 2.5 SECONDS THEN CONTINUE;
UNWIND [1] AS x CALL (x) { CREATE (:A) } IN TRANSACTIONS ON ERROR RETRY;
