// id: platform-without-host-or-place
// title: Platform without host or place
// title_zh: 既无承载主体又无所在地的平台
// severity: warning
// why: Who wants to use a platform must know who keeps it or where it stands.
// mend: Look for the host or place in the plans and add HOSTS, OPERATES or LOCATED_IN; where they name none, accept the finding.
// expect: no rows
// tags: completeness, platform

MATCH (platform:Platform)
WHERE NOT EXISTS { MATCH (platform)<-[:HOSTS|OPERATES]-() }
  AND NOT EXISTS { MATCH (platform)-[:LOCATED_IN]->() }
RETURN
  platform,
  platform.name AS name,
  coalesce(platform.status, 'state unknown') + ': no host, operator or place' AS problem
ORDER BY platform.id
