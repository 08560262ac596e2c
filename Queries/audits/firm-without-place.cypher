// id: firm-without-place
// title: Firm without a place
// title_zh: 没有所在地的企业
// severity: info
// why: A firm that is nowhere drops out of every question about a park or region.
// mend: Add LOCATED_IN or HOSTS where a plan says where the firm is; otherwise accept the finding.
// expect: no rows
// tags: completeness, firm

MATCH (firm:Firm)
WHERE NOT EXISTS { MATCH (firm)-[:LOCATED_IN]->() }
  AND NOT EXISTS { MATCH (firm)<-[:HOSTS]-() }
RETURN firm, firm.name AS name, 'no place and no host' AS problem
ORDER BY firm.id
