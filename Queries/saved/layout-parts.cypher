// id: layout-parts
// title: Layouts and their parts
// title_zh: 空间布局及其组成部分
// description: Each spatial pattern that a plan draws, where it lies and which parts the plan names, with the part's role.
// param: layout STRING = '' — name, id or alias of the layout; the empty string means all
// view: graph
// tags: place

MATCH (layout:Layout)
WHERE $layout = '' OR $layout = layout.name OR $layout = layout.id OR $layout IN layout.aliases
OPTIONAL MATCH (layout)-[:LOCATED_IN]->(place)
OPTIONAL MATCH (part)-[fact:PART_OF]->(layout)
RETURN layout, place, part, fact.role AS role, coalesce(fact.sources, layout.sources) AS sources
ORDER BY layout.name, place.name, role, part.name
