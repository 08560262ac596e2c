// id: source-of-unknown-document
// title: Source that names no known document
// title_zh: 出处指向未登记的文件
// severity: error
// why: A citation is worth only as much as the document it leads to.
// mend: Correct the citation to document id, number sign and section, or register the document.
// expect: no rows
// tags: source, validity

MATCH (document:Document)
WITH collect(document.id) AS known
MATCH (entity)
UNWIND entity.sources AS source
WITH known, entity, source, split(source, '#') AS parts
WHERE size(parts) <> 2 OR parts[1] = '' OR NOT parts[0] IN known
RETURN entity AS concerned, entity.name AS name, 'cannot follow ' + source AS problem
UNION ALL
MATCH (document:Document)
WITH collect(document.id) AS known
MATCH (subject)-[fact]->()
UNWIND fact.sources AS source
WITH known, subject, fact, source, split(source, '#') AS parts
WHERE size(parts) <> 2 OR parts[1] = '' OR NOT parts[0] IN known
RETURN fact AS concerned, subject.name AS name, type(fact) + ' cannot follow ' + source AS problem
