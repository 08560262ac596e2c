// id: counted-but-not-named
// title: Members counted, yet not all named
// title_zh: 有成员数目而未列明成员
// severity: info
// why: A figure says how many members or parts there are, and the graph names fewer; every list of them is then silently incomplete.
// mend: Look for the names in the plan and add MEMBER_OF or PART_OF; where it names none, accept the finding.
// param: counts LIST<STRING> = ['corridor-member-cities'] — ids of the indicators that count the members of their owner
// expect: no rows
// view: graph
// tags: completeness, structure

MATCH (owner)-[figure:REPORTS]->(indicator:Indicator)
WHERE indicator.id IN $counts AND figure.value IS NOT NULL
WITH owner, figure, indicator, COLLECT { MATCH (member)-[:MEMBER_OF|PART_OF]->(owner) WHERE member:Region OR member:Zone RETURN DISTINCT member ORDER BY member.id } AS members
WHERE size(members) < figure.value
RETURN
  owner,
  figure,
  indicator,
  members,
  owner.name AS name,
  toString(figure.value) + ' ' + figure.unit + ' are counted, ' + toString(size(members)) + ' named' AS problem
ORDER BY owner.id
