// id: alliances-and-members
// title: Alliances, their members and their basis
// title_zh: 联盟与机制的成员
// description: Alliances, mechanisms and standing agreements with their members, the bodies they build on, who supports them and what they serve or focus on.
// param: alliance STRING = '' — name, id or alias of the alliance; the empty string means all
// view: table
// tags: collaboration, alliance

MATCH (alliance:Alliance)
WHERE $alliance = '' OR $alliance = alliance.name OR $alliance = alliance.id OR $alliance IN alliance.aliases
RETURN
  alliance.name AS alliance,
  alliance.status AS status,
  COLLECT { MATCH (who)-[:MEMBER_OF]->(alliance) RETURN DISTINCT who.name AS name ORDER BY name } AS members,
  COLLECT { MATCH (alliance)-[:BASED_ON]->(who) RETURN DISTINCT who.name AS name ORDER BY name } AS built_on,
  COLLECT { MATCH (who)-[:SUPPORTS|LEADS]->(alliance) RETURN DISTINCT who.name AS name ORDER BY name } AS furthered_by,
  COLLECT { MATCH (alliance)-[:SERVES|FOCUSES_ON]->(field) RETURN DISTINCT field.name AS name ORDER BY name } AS fields,
  alliance.sources AS sources
ORDER BY size(members) DESC, alliance
