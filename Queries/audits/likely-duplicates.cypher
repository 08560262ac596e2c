// id: likely-duplicates
// title: Entities that share a name or alias
// title_zh: 名称或别名相同的实体
// severity: warning
// why: One real thing under two ids splits its facts; a shared name is the surest sign of it.
// mend: Merge the entities and keep both names, or make the names tell them apart.
// expect: no rows
// tags: identity

MATCH (entity)
UNWIND [entity.name] + coalesce(entity.aliases, []) AS written
WITH entity, toLower(replace(replace(replace(written, '“', ''), '”', ''), ' ', '')) AS spelling
WITH DISTINCT entity, spelling
ORDER BY entity.id
WITH spelling, collect(entity) AS entities
WHERE size(entities) > 1
RETURN
  entities,
  spelling AS name,
  'shared by ' + toString(size(entities)) + ' entities' AS problem
ORDER BY name
