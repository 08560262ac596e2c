// id: cross-border-collaborations
// title: Collaborations that cross a district or city
// title_zh: 跨区、跨市的合作
// description: Collaborations whose two sides lie in different districts or cities, with the agreement and its state. A side that no plan places anywhere counts as its own place.
// param: place STRING = '' — name, id or alias of a district or city that must be on one side; the empty string means all
// view: graph
// tags: collaboration, place

MATCH (a)-[fact:COLLABORATES_WITH]->(b)
WITH
  a,
  fact,
  b,
  COLLECT { MATCH (a)-[:LOCATED_IN|PART_OF*0..3]->(home:Region) WHERE home:District OR home:City RETURN home.name AS name ORDER BY home:City, name LIMIT 1 } AS homes,
  COLLECT { MATCH (b)-[:LOCATED_IN|PART_OF*0..3]->(home:Region) WHERE home:District OR home:City RETURN home.name AS name ORDER BY home:City, name LIMIT 1 } AS away
WITH a, fact, b, coalesce(homes[0], a.name) AS from_place, coalesce(away[0], b.name) AS to_place
WHERE from_place <> to_place
  AND ($place = '' OR $place IN [from_place, to_place] OR $place IN [a.id, a.name, b.id, b.name] OR $place IN a.aliases OR $place IN b.aliases)
RETURN a, fact, b, from_place, to_place, fact.agreement AS agreement, fact.status AS status, fact.sources AS sources
ORDER BY from_place, to_place, agreement
