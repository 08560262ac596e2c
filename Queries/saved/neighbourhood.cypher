// id: neighbourhood
// title: Neighbourhood of an entity
// title_zh: 某主体的关联网络
// description: Every path of at most `depth` steps from an entity, in either direction. Paths do not run through districts, cities, larger areas or indicators unless asked to, because those touch nearly everything.
// param: entity STRING = '国家智能传感器创新中心' — name, id or alias of the entity
// param: depth INTEGER = 2 — the most steps, from 1 to 3
// param: through_hubs BOOLEAN = false — whether paths may run through districts, cities, larger areas and indicators
// param: most INTEGER = 500 — the most paths
// view: graph
// tags: path

MATCH (centre)
WHERE $entity = centre.name OR $entity = centre.id OR $entity IN centre.aliases
MATCH path = (centre)-[*1..3]-(neighbour)
WHERE length(path) <= $depth
  AND ($through_hubs OR none(x IN nodes(path)[1..-1] WHERE x:District OR x:City OR x:Area OR x:Indicator))
RETURN path, length(path) AS steps, [x IN nodes(path) | x.name] AS stations, [r IN relationships(path) | type(r)] AS relations
ORDER BY steps, stations, relations
LIMIT $most
