MATCH (a:Firm {id: $id})-[rs:SUPPLIES*1..4]->(x) WHERE all(r IN rs WHERE r.amount > $least) RETURN DISTINCT x;
MATCH (a:Firm {id: $id})-[rs:SUPPLIES*1..4]-(x) WHERE none(r IN rs WHERE r.amount > $least OR r.year < 2000) RETURN x.id, rs;
MATCH p = (a:Firm {id: $id})-[:COLLABORATES_WITH]-()-[:SUPPLIES*0..3]->(x) WHERE all(r IN relationships(p) WHERE r.since > 2010) RETURN x.id;
MATCH (a:Firm {id: $id})-[rs:SUPPLIES*1..4 {year: 2020}]->(x) WHERE all(r IN rs WHERE r.amount > a.revenue) RETURN count(*) AS n;
MATCH (a:Firm {id: $id})-[rs:SUPPLIES*1..4]->(x) WHERE all(r IN rs WHERE r.amount > x.revenue) RETURN count(*) AS n;
MATCH (a:Firm {id: $id})-[rs:SUPPLIES*1..4]->(x) WHERE any(r IN rs WHERE r.amount > 1) RETURN count(*) AS n;
