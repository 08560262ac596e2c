// id: industry-tree
// title: An industry, its branches and who focuses on them
// title_zh: 产业细分与布局主体
// description: The fields below an industry, and the parks, zones, regions and firms whose focus each is. A branch without anybody is a field that a plan names and nobody takes up.
// param: industry STRING = '集成电路' — name, id or alias of the industry
// view: graph
// tags: industry

MATCH (industry:Industry)
WHERE $industry = industry.name OR $industry = industry.id OR $industry IN industry.aliases
MATCH path = (industry)<-[:PART_OF*0..3]-(branch:Industry)
RETURN
  path,
  branch.name AS branch,
  branch.name_en AS branch_en,
  length(path) AS depth,
  COLLECT { MATCH (who)-[:FOCUSES_ON]->(branch) WHERE NOT who:Industry RETURN DISTINCT who.name AS name ORDER BY name } AS in_focus_of,
  COLLECT { MATCH (who)-[:SERVES]->(branch) RETURN DISTINCT who.name AS name ORDER BY name } AS served_by,
  branch.sources AS sources
ORDER BY depth, branch
