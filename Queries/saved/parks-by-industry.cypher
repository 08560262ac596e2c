// id: parks-by-industry
// title: Parks and zones by industry, over all plans
// title_zh: 按产业查园区（跨规划）
// description: For each industry, the parks and zones whose focus it is, or a field within it; with the plans that say so. An industry that several plans claim is where districts may compete or could join hands.
// param: industry STRING = '' — name, id or alias of the industry; the empty string means all
// param: parks INTEGER = 2 — the fewest parks and zones
// view: table
// tags: park, industry

MATCH (industry:Industry)
WHERE $industry = '' OR $industry = industry.name OR $industry = industry.id OR $industry IN industry.aliases
MATCH (industry)<-[:PART_OF*0..3]-(field:Industry)<-[fact:FOCUSES_ON]-(area)
WHERE area:Park OR area:Zone
WITH industry, collect(DISTINCT area) AS areas, collect(fact.sources) AS cited
WHERE size(areas) >= $parks
WITH industry, areas, reduce(all = [], some IN cited | all + [s IN some WHERE NOT s IN all]) AS sources
RETURN
  industry.name AS industry,
  size(areas) AS area_count,
  COUNT { UNWIND sources AS s RETURN DISTINCT split(s, '#')[0] AS plan } AS plan_count,
  COLLECT { UNWIND areas AS area RETURN area.name AS name ORDER BY name } AS areas,
  COLLECT { UNWIND sources AS s RETURN DISTINCT split(s, '#')[0] AS plan ORDER BY plan } AS plans,
  COLLECT { UNWIND sources AS s RETURN s ORDER BY s } AS sources
ORDER BY plan_count DESC, area_count DESC, industry
