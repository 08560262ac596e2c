// id: near-identical-names
// title: Names that differ by one character
// title_zh: 仅差一字的名称
// severity: info
// why: Two names that differ by one character are often one thing written twice, and its facts are then split.
// mend: Read the cited sections. If it is one thing, merge the entities and keep both names; if there are two, accept the finding.
// param: characters INTEGER = 5 — the fewest characters of the longer name; short names differ by one character for good reasons
// expect: no rows
// tags: identity

// Two names differ by one character exactly if they share a mask: one character replaced by a star, or a star put in between.
MATCH (entity)
WHERE NOT entity:Document
UNWIND [entity.name] + coalesce(entity.aliases, []) AS written
UNWIND labels(entity) AS kind
WITH DISTINCT entity, kind, replace(replace(replace(written, '“', ''), '”', ''), ' ', '') AS spelling
WHERE size(spelling) + 1 >= $characters
UNWIND [i IN range(0, size(spelling) - 1) | left(spelling, i) + '*' + substring(spelling, i + 1)]
  + [i IN range(0, size(spelling)) | left(spelling, i) + '*' + substring(spelling, i)] AS mask
WITH kind, mask, entity, spelling
ORDER BY entity.id, spelling
WHERE size(mask) >= $characters
WITH kind, mask, collect(DISTINCT entity) AS entities, collect(DISTINCT spelling) AS spellings
WHERE size(entities) > 1 AND size(spellings) > 1
WITH entities, spellings
ORDER BY spellings[0], spellings[1]
WITH entities, collect(spellings)[0] AS spellings
RETURN entities, entities[0].name AS name, 'one character apart: ' + reduce(all = spellings[0], s IN spellings[1..] | all + ' / ' + s) AS problem
ORDER BY entities[0].id, entities[1].id
