// id: layout-part-unbacked
// title: Part of a layout that another plan knows and does not back
// title_zh: 布局成员缺乏其他规划的载体支撑
// severity: info
// why: One plan gives a place a part in a larger pattern; another plan speaks of the same place and names no park, platform or facility there. The pattern then rests on one side's word.
// mend: Look in the other plan for parks and platforms of the place; where it names none, the finding is a gap between the plans to be told in the report.
// expect: no rows
// view: graph
// tags: compare, place

MATCH (layout:Layout)<-[fact:PART_OF]-(part)
WHERE part:Region OR part:Zone OR part:Park
WITH layout, fact, part, [s IN layout.sources + fact.sources | split(s, '#')[0]] AS drawn_by
UNWIND part.sources AS source
WITH DISTINCT layout, fact, part, drawn_by, split(source, '#')[0] AS plan
WHERE NOT plan IN drawn_by
  AND NOT EXISTS {
    MATCH (part)-[backing:HOSTS|LOCATED_IN|PART_OF|SUPPORTS|OPERATES]-(carrier)
    WHERE (carrier:Park OR carrier:Platform OR carrier:Facility OR carrier:Laboratory)
      AND any(s IN backing.sources WHERE split(s, '#')[0] = plan)
  }
MATCH (document:Document {id: plan})
RETURN
  layout,
  fact,
  part,
  document,
  part.name AS name,
  'a part of ' + layout.name + '; ' + document.name + ' names no park, platform or facility there' AS problem
ORDER BY layout.id, part.id, document.id
