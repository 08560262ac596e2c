// id: node-without-source
// title: Entity without a source
// title_zh: 没有出处的实体
// severity: error
// why: A thing that no document names has no place in a graph whose every statement can be looked up.
// mend: Add the section that names it to sources, or delete it.
// expect: no rows
// tags: source, validity

MATCH (entity)
WHERE entity.sources IS NULL OR size(entity.sources) = 0
RETURN entity, entity.name AS name, 'no source is given' AS problem
ORDER BY entity.id
