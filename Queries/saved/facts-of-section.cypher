// id: facts-of-section
// title: What a section of a plan says
// title_zh: 规划某一节陈述的全部事实
// description: Every relationship that cites a section, as subject, relation and object with its figure; then the entities that the section names.
// param: section STRING = 'jiading-sti-2021#3.4.3' — the section, as document id, number sign and heading numbers
// view: table
// tags: source

MATCH (a)-[fact]->(b)
WHERE $section IN fact.sources
RETURN
  a.name AS subject,
  type(fact) AS relation,
  b.name AS object,
  fact.value AS value,
  fact.unit AS unit,
  fact.qualitative AS wording
ORDER BY relation, subject, object
UNION ALL
MATCH (a)
WHERE $section IN a.sources
RETURN
  a.name AS subject,
  'NAMED' AS relation,
  labels(a) AS object,
  null AS value,
  null AS unit,
  null AS wording
ORDER BY object, subject
