// id: collaborations
// title: Who works together
// title_zh: 区域与机构合作关系
// description: Collaborations of a region or body, asked without direction, with the agreement they rest on; and the alliances that both sides belong to.
// param: entity STRING = '嘉定区' — name, id or alias of the region or body
// view: graph
// tags: collaboration

MATCH (entity)-[fact:COLLABORATES_WITH]-(partner)
WHERE $entity = entity.name OR $entity = entity.id OR $entity IN entity.aliases
OPTIONAL MATCH (entity)-[:MEMBER_OF]->(alliance)<-[:MEMBER_OF]-(partner)
WITH entity, fact, partner, alliance
ORDER BY alliance.name
WITH entity, fact, partner, collect(DISTINCT alliance.name) AS alliances
RETURN entity, fact, partner, fact.agreement AS agreement, alliances, fact.sources AS sources
ORDER BY partner.name, agreement
