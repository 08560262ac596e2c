// id: corridor-members
// title: Members of a corridor and what stands in it
// title_zh: 走廊的成员与载体
// description: Members of a corridor, and whatever lies in it, is hosted by it or is a part of it or of its layouts, with the role that the plan gives it.
// param: corridor STRING = '长三角G60科创走廊' — name, id or alias of the corridor
// view: graph
// tags: corridor, place

MATCH (corridor:Corridor)
WHERE $corridor = corridor.name OR $corridor = corridor.id OR $corridor IN corridor.aliases
MATCH path = (corridor)-[:MEMBER_OF|LOCATED_IN|PART_OF|HOSTS*1..2]-(member)
WHERE all(fact IN relationships(path) WHERE type(fact) = 'HOSTS' OR endNode(fact) = corridor OR (endNode(fact):Layout AND member <> corridor))
  AND (length(path) = 1 OR nodes(path)[1]:Layout)
  AND (type(relationships(path)[0]) <> 'HOSTS' OR startNode(relationships(path)[0]) = corridor)
WITH corridor, path, member, relationships(path)[-1] AS fact
RETURN
  path,
  member.name AS member,
  labels(member) AS kind,
  type(fact) AS relation,
  CASE WHEN length(path) = 2 THEN nodes(path)[1].name END AS within,
  fact.role AS role,
  coalesce(fact.status, member.status) AS status,
  fact.sources AS sources
ORDER BY kind, relation, member
