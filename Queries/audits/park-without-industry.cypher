// id: park-without-industry
// title: Park without an industry
// title_zh: 没有产业方向的园区
// severity: info
// why: A park whose industry nobody states cannot be matched with firms, platforms or clusters.
// mend: Add FOCUSES_ON where a plan names the park's industry; otherwise accept the finding.
// expect: no rows
// tags: completeness, park

MATCH (park:Park)
WHERE NOT EXISTS { MATCH (park)-[:FOCUSES_ON|SERVES]->(field) WHERE field:Industry OR field:IndustryCluster }
RETURN park, park.name AS name, 'no industry or cluster in its focus' AS problem
ORDER BY park.id
