// The parks of the Zhangjiang zone by area, and the industries that at least two of them make their focus.
MATCH (:Zone {id: 'zhangjiang-high-tech-zone'})<-[:PART_OF|LOCATED_IN*1..3]-(part)
WHERE part:Park OR part:Zone
WITH collect(DISTINCT part) AS parts
MATCH (part)-[fact:PART_OF|LOCATED_IN]->(whole)
WHERE part IN parts AND whole IN parts
RETURN part, fact, whole
ORDER BY whole.id, part.id
UNION
MATCH (:Zone {id: 'zhangjiang-high-tech-zone'})<-[:PART_OF|LOCATED_IN*1..3]-(part:Park)
WITH collect(DISTINCT part) AS parts
MATCH (part:Park)-[:FOCUSES_ON]->(whole:Industry)
WHERE part IN parts
WITH parts, whole, count(DISTINCT part) AS takers
WHERE takers >= 2
MATCH (part:Park)-[fact:FOCUSES_ON]->(whole)
WHERE part IN parts
RETURN part, fact, whole
ORDER BY whole.id, part.id
