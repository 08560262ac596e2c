// id: long-planned
// title: Planned for years, with nothing running to show
// title_zh: 长期规划而未见建成
// severity: info
// why: A later plan names it and it is planned still; nothing that runs has taken its place.
// mend: Ask whoever leads it. Where it runs by now, a later document says so: add its source and the state.
// param: years INTEGER = 1 — the years between the first and the last plan that name it
// expect: no rows
// tags: status, time

MATCH (entity)
WHERE entity.status = 'planned'
  AND NOT EXISTS { MATCH (entity)<-[:SUCCEEDS]-(successor) WHERE successor.status IS NULL OR successor.status IN ['running', 'completed'] }
MATCH (document:Document)
WHERE any(s IN entity.sources WHERE split(s, '#')[0] = document.id)
WITH entity, min(toInteger(left(document.issued, 4))) AS first, max(toInteger(left(document.issued, 4))) AS last
WHERE last - first >= $years
RETURN
  entity,
  entity.name AS name,
  'named in ' + toString(first) + ' and still planned in ' + toString(last) AS problem
ORDER BY entity.id
