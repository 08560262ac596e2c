// id: containment-cycle
// title: Whole that lies in its own part
// title_zh: 循环的隶属关系
// severity: warning
// why: If following PART_OF and LOCATED_IN leads back to where it began, every sum over parts and every picture by containment is wrong.
// mend: One of the facts on the way has its ends swapped or joins two things of one name; correct it after the cited section.
// expect: no rows
// view: graph
// tags: validity, place, structure

MATCH cycle = (entity)-[:PART_OF|LOCATED_IN*2..6]->(entity)
WHERE all(other IN nodes(cycle) WHERE other.id >= entity.id)
  AND COUNT { UNWIND nodes(cycle)[1..] AS x RETURN DISTINCT x } = length(cycle)
  // A layout is drawn over a place and lies there without being a place itself.
  AND none(other IN nodes(cycle) WHERE other:Layout)
RETURN cycle, entity.name AS name, 'leads back to itself by way of ' + reduce(way = '', x IN nodes(cycle)[1..-1] | way + CASE way WHEN '' THEN '' ELSE ', ' END + x.name) AS problem
ORDER BY entity.id, length(cycle)
