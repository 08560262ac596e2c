// id: unknown-status
// title: State that is none of the known ones
// title_zh: 未定义的状态值
// severity: error
// why: Lists of what is planned, being built or running leave out whatever is spelt differently.
// mend: Write planned, building, running or completed.
// param: states LIST<STRING> = ['planned', 'building', 'running', 'completed'] — the states that the vocabulary knows
// expect: no rows
// tags: validity, status

MATCH (entity)
WHERE entity.status IS NOT NULL AND NOT entity.status IN $states
RETURN entity, entity.name AS name, 'unknown state ' + entity.status AS problem
ORDER BY entity.id
