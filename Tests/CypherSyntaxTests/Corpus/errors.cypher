
---
   // nothing but a comment
---
MTCH (n) RETURN n
---
MATCH (n RETURN n
---
MATCH (n) WERE n.x = 1 RETURN n
---
MATCH (n) RETRUN n
---
MATCH (n) RETURN n ORDR BY n.x
---
MATCH (n) RETURN n ORDER n.x
---
MATCH (n) RETURN n LIMT 3
---
RETURN DISTINT n
---
MATCH (n) RETURN DISTICT n.x
---
RETURN CASE WEN x THEN 1 END
---
RETURN CASE WHEN x THEN 1
---
RETURN 1 +
---
RETURN (1 + 2
---
RETURN [1, 2
---
RETURN {a: 1, b
---
RETURN {a 1}
---
RETURN f(1, 2
---
RETURN 1 2
---
RETURN ORDER
---
RETURN a == b
---
RETURN a != b
---
RETURN 1 AS match
---
MATCH (match) RETURN 1
---
RETURN NOT
---
RETURN 1 + NOT a
---
MATCH (a)-[:T->(b) RETURN a
---
MATCH (a)-[:T]>(b) RETURN a
---
MATCH (a)->(b) RETURN a
---
MATCH (a)-- RETURN a
---
MATCH (a) (b) RETURN a
---
MATCH (a)-->((b)-->(c))+ RETURN a
---
MATCH ((a)-->(b))+-->(c) RETURN a
---
MATCH (a)-[:T..]->(b) RETURN a
---
MATCH (a)-[:T*-2]->(b) RETURN a
---
MATCH (a)-[:T*1..2]->{3}(b) RETURN a
---
MATCH ((a)-->(b)){1..3} RETURN a
---
MATCH ((a)-->(b)){} RETURN a
---
MATCH (n:A:B|C) RETURN n
---
MATCH (n:) RETURN n
---
MATCH (n:$label) RETURN n
---
MATCH (n $param) RETURN n
---
MERGE (a)-[:T $param]->(b)
---
CREATE (a)((b)-->(c))+
---
CREATE (n WHERE n.x)
---
MERGE ANY SHORTEST (a)-->(b)
---
MATCH p = shortestPath((a)-->(b)-->(c)) RETURN p
---
MATCH (n) RETURN (n)-->()
---
MATCH (n) WITH size((n)-->()) AS s RETURN s
---
MATCH (n) SET n.x = head(nodes(head((n)-[:REL]->()))).foo
---
MATCH (n) SET n
---
MATCH (n) SET n.x += 1
---
MATCH (n) SET 1 = 2
---
MATCH (n) REMOVE n
---
MATCH (n) DELETE n:A
---
MATCH (n) WHERE EXISTS { MATCH (n)-->(m) SET m.x = 1 } RETURN n
---
RETURN COLLECT { MATCH (n) }
---
MATCH (n)
---
MATCH (n) WITH n
---
RETURN 1 MATCH (n)
---
MATCH (n) USE g RETURN n
---
CALL { MATCH (n) } RETURN 1
---
FOREACH (x IN [1] | MATCH (n))
---
FOREACH (x IN [1] CREATE (n))
---
RETURN 1 UNION RETURN 2 UNION ALL RETURN 3
---
RETURN 1; RETURN 2
---
RETURN 0x
---
RETURN 0x1G
---
RETURN 0o8
---
RETURN 12ab
---
RETURN 007
---
RETURN 1_000_
---
RETURN 9223372036854775808
---
RETURN -9223372036854775809
---
RETURN 0x8000000000000000
---
RETURN 1.34E999
---
RETURN {1a: 2}
---
RETURN {a#b: 1}
---
RETURN 'abc
---
RETURN "abc'
---
RETURN `abc
---
RETURN 1 /* abc
---
RETURN '\u12'
---
RETURN 'abc\uD800'
---
RETURN '\U00110000'
---
RETURN 'a\qb'
---
RETURN '平台
第二行 \x'
---
RETURN 42 — 41
---
MATCH （n） RETURN n
---
MATCH (n) WHERE n.名称 = “平台” RETURN n
---
MATCH (平台:实验室 {名称: '国家'}) WERE 平台.x RETURN 平台
---
RETURN 1 ? 2
---
RETURN 😀
---
CALL { RETURN 1 AS x
---
CALL db.labels( YIELD x
---
UNWIND [1] RETURN 1
---
LOAD CSV FROM 'x' row RETURN 1
---
CREATE INDX FOR (n:A) ON (n.x)
---
CREATE INDEX FOR (n:A) ON n.x
---
CREATE INDEX FOR (n:A) ON (m.x)
---
CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS UNIQE
---
CREATE CONSTRAINT c FOR (n:A) ASSERT n.x IS UNIQUE
---
CREATE CONSTRAINT c FOR (a)-[:T]->(b) REQUIRE (c:X)
---
CREATE CONSTRAINT c FOR (a:X)-[:T]->(b) REQUIRE (b:Y)
---
CREATE CONSTRAINT c FOR (n) REQUIRE n.x IS :: LISTE<STRING>
---
DROP INDEX
---
DROP TABLE x
---
SHOW INDICES
---
SHOW FUNCTION YIELD
---
RETURN x IS :: INTEGR
---
RETURN x IS NOT 3
---
MATCH (n) RETURN n.
---
MATCH (n) RETURN n[1
---
MATCH (n) RETURN $
---
MATCH (a) AS date('2024') RETURN a
---
MATCH SHORTEST 2.5 (a)-->(b) RETURN a
---
RETURN [x IN xs WHERE x > 1 | x
---
RETURN reduce(a = 1, x IN xs)
---
RETURN all(x IN xs WHERE x
---
MATCH (n)
WHERE n.x = 1 AND
      n.y = (2 +
RETURN n
---
RETURN 1 AS a,
  2 AS b,
  3 AS c, RETURN 4
---
MATCH (n) RETURN n WHERE n.x
---
MATCH (n) RETURN n LIMIT 5 SKIP 3
---
MATCH (a)-[order]->(b) RETURN a
---
MATCH (n) RETURN n.x n.y
---
MATCH (n) WHERE n.x RETURN
---
RETURN [x IN xs | x
---
RETURN CASE x WHEN 1 THEN 2 ELS 3 END
---
MERGE (n) ON CRATE SET n.x = 1
---
CREATE (n)-[:T]-(m), (a)-[:
---
CALL { RETURN 1 AS x } IN TRANSACTION OF 5
---
EXPLIAN MATCH (n) RETURN n
---
	RETURN	'tab',	x y
---
MATCH (n) CALL db.labels() YIELD * RETURN n
---
CALL db.labels() YIELD * RETURN 1
---
CYPHER 4 RETURN 1
---
MATCH (n) RETURN n.x, count(*) GROUP BY n.x
---
MATCH (n) RETURN n ORDER BY n.x NULLS LAST
---
RETURN 1__0
---
RETURN 0x_
---
UNWIND [1] AS x LET y = 2
---
RETURN 1 AS x LIMIT 2 SKIP 1
---
MATCH (n) USING n:A RETURN n
---
SHOW DATABASES
---
CREATE USER ann SET PASSWORD 'secret'
---
DROP DATABASE neo4j
---
CREATE CONSTRAINT ON (n:A) ASSERT n.k IS UNIQUE
---
CREATE INDEX ON :A(k)
---
DROP INDEX ON :A(k)
