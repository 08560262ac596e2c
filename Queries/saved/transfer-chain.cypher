// id: transfer-chain
// title: From research to industry
// title_zh: 从科研到产业的转化链
// description: Chains that begin at a university, institute or laboratory, run over what it hosts, runs, incubates or hands its results to, and end where a plan names the cluster or industry served.
// param: source STRING = '' — name, id or alias of the university, institute or laboratory; the empty string means all
// view: graph
// tags: transfer, path

MATCH chain = (origin)-[:HOSTS|OPERATES|TRANSFERS_TO|INCUBATES*1..3]->(last)
WHERE (origin:University OR origin:Institute OR origin:Laboratory)
  AND ($source = '' OR $source = origin.name OR $source = origin.id OR $source IN origin.aliases)
OPTIONAL MATCH (last)-[fact:SERVES|FOCUSES_ON]->(field)
RETURN
  chain,
  origin.name AS source,
  last.name AS reaches,
  type(fact) AS relation,
  field.name AS field,
  fact.sources AS sources
ORDER BY source, length(chain), reaches, field
