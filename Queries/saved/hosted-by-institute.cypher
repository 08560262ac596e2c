// id: hosted-by-institute
// title: What a university or institute hosts
// title_zh: 高校院所承载的平台与设施
// description: Platforms, laboratories and facilities that a university or institute hosts or runs, and the fields they serve.
// param: institute STRING = '上海应物所' — name, id or alias of the university or institute; the empty string means all
// view: table
// tags: institute, platform

MATCH (body)-[fact:HOSTS|OPERATES]->(kept)
WHERE (body:University OR body:Institute)
  AND ($institute = '' OR $institute = body.name OR $institute = body.id OR $institute IN body.aliases)
OPTIONAL MATCH (kept)-[:SERVES]->(field)
WITH body, fact, kept, field
ORDER BY field.name
WITH body, fact, kept, collect(DISTINCT field.name) AS serves
RETURN
  body.name AS institute,
  kept.name AS hosted,
  labels(kept) AS kind,
  kept.status AS status,
  serves,
  fact.sources AS sources
ORDER BY institute, hosted
