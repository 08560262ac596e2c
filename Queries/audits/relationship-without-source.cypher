// id: relationship-without-source
// title: Fact without a source
// title_zh: 没有出处的关系
// severity: error
// why: A fact that cites no section cannot be checked.
// mend: Add the section that states it to sources, or delete it.
// expect: no rows
// tags: source, validity

MATCH (subject)-[fact]->(object)
WHERE fact.sources IS NULL OR size(fact.sources) = 0
RETURN
  fact,
  subject,
  object,
  subject.name AS name,
  type(fact) + ' to ' + coalesce(object.name, 'an unnamed entity') + ' cites no section' AS problem
ORDER BY subject.id, type(fact), object.id
