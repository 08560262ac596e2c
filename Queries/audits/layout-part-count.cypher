// id: layout-part-count
// title: Layout whose name counts other parts than are named
// title_zh: 布局名称与组成部分数目不符
// severity: info
// why: One core, two axes, three areas are six parts; if the graph holds fewer, some were not named or not taken over, and if more, one is counted twice.
// mend: Read the cited section again. Add PART_OF where it names a missing part; where it names none, accept the finding.
// expect: no rows
// view: graph
// tags: completeness, place

MATCH (layout:Layout)
WITH layout, [c IN split(layout.name, '') WHERE c IN ['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十']] AS numerals
WHERE size(numerals) > 0
  // 'Many' and X leave the number open; a ten among other numerals is no sum of digits.
  AND none(open IN ['多', 'X', 'N', '十'] WHERE layout.name CONTAINS open)
WITH layout, reduce(sum = 0, c IN numerals |
  sum + CASE c WHEN '一' THEN 1 WHEN '二' THEN 2 WHEN '两' THEN 2 WHEN '三' THEN 3 WHEN '四' THEN 4 WHEN '五' THEN 5
    WHEN '六' THEN 6 WHEN '七' THEN 7 WHEN '八' THEN 8 ELSE 9 END) AS promised
WITH layout, promised,
  COLLECT { MATCH (part)-[:PART_OF]->(layout) RETURN DISTINCT part ORDER BY part.id } AS parts,
  COLLECT { MATCH (part)-[fact:PART_OF]->(layout) RETURN fact ORDER BY part.id } AS facts
WHERE size(parts) > 0 AND size(parts) <> promised
RETURN
  layout,
  parts,
  facts,
  layout.name AS name,
  'the name counts ' + toString(promised) + ' parts, ' + toString(size(parts)) + ' are named' AS problem,
  layout.sources AS sources
ORDER BY layout.id
