// id: status-contradiction
// title: One fact in two states
// title_zh: 同一关系的状态相互矛盾
// severity: warning
// why: One place says that something runs, another that it is planned or being built; whoever counts what exists counts wrong.
// mend: Compare the cited sections and their dates; keep one relationship with the later state and the sources of both, or accept the finding where the plans really contradict each other.
// expect: no rows
// view: graph
// tags: status, plausibility

MATCH (subject)-[one]->(object)<-[other]-(subject)
WHERE id(one) < id(other)
  AND type(one) = type(other)
  AND coalesce(one.status, 'running') <> coalesce(other.status, 'running')
  AND coalesce(one.agreement, '') = coalesce(other.agreement, '')
  AND coalesce(one.role, '') = coalesce(other.role, '')
RETURN
  subject,
  one,
  other,
  object,
  subject.name AS name,
  type(one) + ' to ' + object.name + ': ' + coalesce(one.status, 'no state') + ' and ' + coalesce(other.status, 'no state') AS problem
ORDER BY subject.id, type(one), object.id
