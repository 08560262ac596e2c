// id: hosted-by-institute
// title: What a university or institute hosts
// title_zh: 高校院所承载的平台与设施
// description: Platforms, laboratories and facilities that a university or institute hosts or runs, and the fields they serve.
// param: institute STRING = '上海应物所' — name, id or alias of the university or institute; the empty string means all
// view: table
// tags: institute, platform

MATCH (institute)-[fact:HOSTS|OPERATES]->(hosted)
WHERE (institute:University OR institute:Institute)
  AND ($institute = '' OR $institute = institute.name OR $institute = institute.id OR $institute IN institute.aliases)
OPTIONAL MATCH (hosted)-[:SERVES]->(field)
WITH institute, fact, hosted, field
ORDER BY field.name
WITH institute, fact, hosted, collect(DISTINCT field.name) AS serves
RETURN
  institute.name AS institute,
  hosted.name AS hosted,
  head(labels(hosted)) AS kind,
  hosted.status AS status,
  serves,
  fact.sources AS sources
ORDER BY institute, hosted
