// Names
MATCH (person) RETURN persn.name;
MATCH (a) WITH a.name AS name RETURN a;
MATCH (a) RETURN a, missing;
MATCH (n) WHERE (n)-[r]->(m) RETURN n;
RETURN [x IN [1, 2] | y];
MATCH (a)-[r]->(b) MATCH (r) RETURN r;
MATCH (a) MATCH p = (a)-->() MATCH (p) RETURN p;
WITH 123 AS r MATCH ()-[r]-() RETURN r;
WITH [1] AS r MATCH ()-[r*]-() RETURN r;
MATCH (n) WITH [n] AS users MATCH (users)-->(m) RETURN m;
MATCH p = ()-[p]-() RETURN p;
MATCH (a) UNWIND [1] AS a RETURN a;
MATCH (a)-[r]->()-[r]->(a) RETURN r;
MATCH (a) CREATE (a);
MATCH (a) CREATE (a:B)-[:R]->();
CREATE (n:A)-[:R]->(n:B);
MATCH ()-[r]->() CREATE ()-[r:R]->();
MATCH (a) FOREACH (a IN [1] | CREATE (:A));
MATCH (a) CALL (a) { MATCH (b) RETURN b AS a } RETURN a;
RETURN 1 AS a, 2 AS a;
MATCH (a) WITH a.name, a RETURN a;
RETURN 1 AS a UNION RETURN 2 AS b;
RETURN 1 AS a UNION RETURN 2 AS a, 3 AS b;
MATCH () RETURN *;
RETURN $name;

// Aggregation
MATCH (a) WHERE count(a) > 1 RETURN a;
MATCH (a) RETURN count(count(a));
MATCH (a) RETURN count(rand());
MATCH (a) RETURN a.x + count(*);
MATCH (a)--(b) RETURN a.x + b.x AS s, a.x + b.x + count(*) AS c;
MATCH (a) RETURN [x IN [1] | count(*)];
MATCH (a) RETURN a.x ORDER BY count(a);
MATCH (a) RETURN a.x AS x, max(a.y) AS y ORDER BY min(a.z);
MATCH (a) RETURN count(a) AS c ORDER BY count(*);
MATCH (a) RETURN DISTINCT a.x ORDER BY a.y;
MATCH (a) WITH count(a) AS c ORDER BY a.x RETURN c;
MATCH (a) SET a.x = count(a);
UNWIND collect(1) AS x RETURN x;
CREATE (:A {x: count(*)});

// Types
RETURN NOT 1;
RETURN 1 AND true;
RETURN 'a' OR false;
RETURN true XOR 'a';
RETURN 1 IN 2;
RETURN 'a' - 1;
RETURN any(x IN ['a'] WHERE x % 2 = 0);
WITH 123 AS nonMap RETURN nonMap.num;
WITH 'text' AS list RETURN list[0];
MATCH p = (a)-->() WHERE p.name = 1 RETURN p;
MATCH (n) WHERE (n) RETURN n;
MATCH (n) RETURN length(n);
MATCH p = (a)-->() RETURN size(p);
MATCH (n) RETURN type(n);
MATCH p = (a)-->() RETURN labels(p);
RETURN properties(1);
RETURN CASE WHEN 1 THEN 2 END;
RETURN [x IN 1 | x];
UNWIND [{a: 1}] AS m MATCH (m) RETURN m;
CREATE (a) SET a.list = [{x: 1}];
CREATE ({x: [[1]]});
WITH 1 AS a SET a.x = 2;
MATCH ()-[r]->() SET r:A;
MATCH (n) DELETE 1 + 1;
MATCH (n) DELETE n:A;
MATCH (n) RETURN n SKIP n.x;
MATCH (n) RETURN n LIMIT -1;
MATCH (n) RETURN n LIMIT 1.5;
MATCH (n) RETURN n SKIP 'a';
MATCH (n) RETURN n LIMIT count(*);
FOREACH (x IN 1 | CREATE (:A));

// Functions and procedures
RETURN sizze([1]);
RETURN size();
RETURN toString(1, 2);
RETURN size(DISTINCT [1]);
RETURN count(1, 2);
MATCH (n) RETURN labels();
CALL algo.wc();
CALL algo.wcc(1, 2);
CALL algo.wcc(1);
MATCH (n) CALL algo.wcc YIELD component RETURN n;
CALL algo.wcc() YIELD komponent RETURN komponent;
MATCH (component) CALL algo.wcc() YIELD component RETURN component;
MATCH (n) CALL algo.wcc() RETURN n;
MATCH (n) CALL algo.wcc(count(n)) YIELD component RETURN component;

// Creating
CREATE ()-->();
CREATE ()-[:A|B]->();
CREATE ()-[:A]-();
CREATE ()-[:A*2]->();
MERGE (a)-[:A*2]->(b);
MERGE (a)-[r]->(b);
MATCH (a) MERGE (a);
MATCH (a) MERGE (a:B);
CREATE (a:A|B);
CREATE (a {x: b.y}), (b);
CREATE ()-[r:R {x: 1}]->(), ({y: r.x});
MERGE ({x: $map}) ON CREATE SET y.x = 1;

// Clauses
MATCH (n);
UNWIND [1] AS x;
WITH 1 AS x;
MATCH (n) RETURN (n)-->();
MATCH (n) RETURN COLLECT { MATCH (n)-->(m) };
MATCH (n) RETURN COLLECT { MATCH (n)-->(m) RETURN m, n };
MATCH p = shortestPath((a)-->()-->(b)) RETURN p;

// Paths
MATCH (((a)-[:R]->(b))+ (c)-[:R]->(d))+ RETURN a;
MATCH ((a)-[:R*2]->(b)){2} RETURN a;
MATCH ((a)-[:R]->+(b)){2} RETURN a;
MATCH ((a)){2} RETURN a;
MATCH ((a)-[:R]->(b)){0} RETURN a;
MATCH (a)-[:R]->{3,2}(b) RETURN a;
MATCH (a)((a)-[:R]->(b))+(c) RETURN a;
MATCH ((a)-[:R]->(b))+((b)-[:R]->(c))+ RETURN a;
MATCH (s)((a)-[r:R]->(b) WHERE r.x > s.x)+(t) RETURN t;
MATCH ((a)-[r:R]->(b)-[r:R]->(c))+ RETURN r;
MATCH ((a)-[r:R]->(b))+ RETURN a.x;
MATCH p = WALK (a)-[:R]->+(b) RETURN p;
MATCH REPEATABLE ELEMENTS (a)-[*]->(b) RETURN a;
MATCH REPEATABLE ELEMENTS ((a)-->(b)){2,} RETURN a;
MATCH ANY SHORTEST (a)-[:R]->+(b), (b)-[:S]->(c) RETURN c;
MATCH SHORTEST 0 (a)-[:R]->+(b) RETURN b;
MATCH ANY SHORTEST (p = (a)-[:R]->+(b)-[:S]->(c) WHERE EXISTS { (b)-->() }) RETURN p;
MATCH (n:A:B|C) RETURN n;

// What a clause creates cannot be asked about in the same clause
CREATE (n)-[:T]->(:C {p: COUNT { (n)--() }});
CREATE (n:A), (m {l: size([(n)--(k) | k])});
MERGE (n:A)-[r:T]->(m {c: EXISTS { (n)--() }});

// What is not run yet
MATCH ANY (a)((x)-[:R]->(y) WHERE EXISTS { (y)-[:S]->() })+(b) RETURN a;
MATCH (a) ((b)-[:R]->(c)) (d) RETURN a;
MATCH (TRAIL (a)-[:R]->(b))+ RETURN a;
MATCH (p = (a)-[:R]->(b))+ RETURN p;
MATCH (n) AS OF '2024-01-01' RETURN n;
LOAD CSV FROM 'file' AS row RETURN row;
UNWIND [1] AS x CALL (x) { CALL (x) { CREATE (:A {x: x}) } IN TRANSACTIONS };
USE other MATCH (n) RETURN n;
CREATE TEXT INDEX f FOR (n:A) ON (n.x);
CREATE FULLTEXT INDEX f FOR (n:A) ON EACH [n.x] OPTIONS {analyzer: 'cjk'};
MATCH (n:$(count(*))) RETURN n;
MATCH p = shortestPath((a)-[*2..3]-(b)) RETURN p;
CREATE INDEX i FOR (n:A) ON (n.x, n.y);
CREATE INDEX i FOR ()-[r:R]-() ON (r.x);
CREATE CONSTRAINT c FOR (n:A) REQUIRE (n.x, n.y) IS NOT NULL;
CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS :: MAP;
SHOW FUNCTIONS;
