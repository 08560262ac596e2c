// id: university-to-firms
// title: From a university through parks to firms
// title_zh: 从高校经园区到企业
// description: Parks and zones that a university or institute runs, feeds with its results or lends its strength to, and the zones that these feed in turn; with the fields of each and the firms that the plans place there. Plans seldom say which firm came from which university: an empty list of firms is then the true answer.
// param: university STRING = '' — name, id or alias of the university or institute; the empty string means all
// view: graph
// tags: transfer, park, firm, path

MATCH chain = (origin)-[first:OPERATES|TRANSFERS_TO|HOSTS]->(site)-[:TRANSFERS_TO*0..2]->(park)
WHERE (origin:University OR origin:Institute)
  AND (park:Park OR park:Zone)
  AND ($university = '' OR $university = origin.name OR $university = origin.id OR $university IN origin.aliases)
RETURN
  chain,
  origin.name AS university,
  [x IN nodes(chain)[1..] | x.name] AS by_way_of,
  park.status AS status,
  COLLECT { MATCH (park)-[:FOCUSES_ON|SERVES]->(field) WHERE field:Industry OR field:IndustryCluster RETURN DISTINCT field.name AS name ORDER BY name } AS fields,
  COLLECT { MATCH (firm:Firm)-[:LOCATED_IN|PART_OF]->(park) RETURN DISTINCT firm.name AS name ORDER BY name }
    + COLLECT { MATCH (park)-[:HOSTS|INCUBATES]->(firm:Firm) RETURN DISTINCT firm.name AS name ORDER BY name } AS firms,
  reduce(all = [], fact IN relationships(chain) | all + [s IN fact.sources WHERE NOT s IN all]) AS sources
ORDER BY university, by_way_of
