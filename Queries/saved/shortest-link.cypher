// id: shortest-link
// title: Shortest link between two entities
// title_zh: 两个主体之间的最短关联
// description: All shortest paths between two entities that do not run through a district, a city or a larger area, nor through an indicator; those would link nearly everything in two steps and say little.
// param: from STRING = '同济大学' — name, id or alias of the one entity
// param: to STRING = '国家智能传感器创新中心' — name, id or alias of the other entity
// param: most INTEGER = 10 — the most paths
// view: graph
// tags: path

MATCH (a), (b)
WHERE ($from = a.name OR $from = a.id OR $from IN a.aliases)
  AND ($to = b.name OR $to = b.id OR $to IN b.aliases)
  AND a <> b
MATCH path = allShortestPaths((a)-[*..10]-(b))
WHERE none(x IN nodes(path) WHERE x <> a AND x <> b AND (x:District OR x:City OR x:Area OR x:Indicator))
RETURN path, length(path) AS steps, [x IN nodes(path) | x.name] AS stations
ORDER BY steps, stations
LIMIT $most
