// id: plans-overview
// title: The plans at a glance
// title_zh: 各规划一览
// description: For each plan, how many entities it names and how many of them no other plan names, how many facts it states and how many of those are figures reported or aimed at.
// view: table
// tags: source, overview

MATCH (document:Document)
RETURN
  document.id AS plan,
  document.name AS title,
  document.issued AS issued,
  COUNT { MATCH (n) WHERE NOT n:Document AND any(s IN n.sources WHERE split(s, '#')[0] = document.id) } AS entities,
  COUNT { MATCH (n) WHERE NOT n:Document AND all(s IN n.sources WHERE split(s, '#')[0] = document.id) } AS by_it_alone,
  COUNT { MATCH ()-[fact]->() WHERE any(s IN fact.sources WHERE split(s, '#')[0] = document.id) } AS facts,
  COUNT { MATCH ()-[figure:REPORTS|TARGETS]->() WHERE any(s IN figure.sources WHERE split(s, '#')[0] = document.id) } AS figures,
  document.sources AS sources
ORDER BY plan
