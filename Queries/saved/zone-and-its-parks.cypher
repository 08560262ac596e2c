// id: zone-and-its-parks
// title: A zone and its parks
// title_zh: 园区体系：一区多园
// description: The parks and zones that a zone is made of, down to the third level, with the district where each lies and its fields.
// param: zone STRING = '张江高新区' — name, id or alias of the zone
// view: graph
// tags: park, place

MATCH (zone)
WHERE (zone:Zone OR zone:Park) AND ($zone = zone.name OR $zone = zone.id OR $zone IN zone.aliases)
MATCH path = (zone)<-[:PART_OF|LOCATED_IN*1..3]-(part)
WHERE all(x IN nodes(path) WHERE x:Zone OR x:Park)
// A part that lies in the zone and is a part of it as well is told once, by its shortest way.
WITH zone, part, path
ORDER BY length(path), nodes(path)[1].name
WITH zone, part, collect(path)[0] AS path
RETURN
  path,
  part.name AS part,
  length(path) AS depth,
  nodes(path)[1].name AS branch,
  part.status AS status,
  COLLECT { MATCH (part)-[:LOCATED_IN]->(place:Region) RETURN DISTINCT place.name AS name ORDER BY name } AS districts,
  COLLECT { MATCH (part)-[:FOCUSES_ON]->(field) RETURN DISTINCT field.name AS name ORDER BY name } AS fields,
  relationships(path)[-1].sources AS sources
ORDER BY depth, branch, part
