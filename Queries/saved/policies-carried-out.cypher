// id: policies-carried-out
// title: Policies, who issued them and who carries them out
// title_zh: 政策的制定与落实
// description: Each policy with whoever issued it, what carries it out or builds on it, and what it supports. A policy that nobody carries out is named in a plan without a follower.
// param: policy STRING = '' — name, id or alias of the policy; the empty string means all
// view: table
// tags: policy

MATCH (policy:Policy)
WHERE $policy = '' OR $policy = policy.name OR $policy = policy.id OR $policy IN policy.aliases
RETURN
  policy.name AS policy,
  policy.number AS number,
  policy.issued AS issued,
  COLLECT { MATCH (who)-[:ISSUES]->(policy) RETURN DISTINCT who.name AS name ORDER BY name } AS issued_by,
  COLLECT { MATCH (who)-[:IMPLEMENTS|BASED_ON]->(policy) RETURN DISTINCT who.name AS name ORDER BY name } AS carried_out_by,
  COLLECT { MATCH (policy)-[:SUPPORTS]->(what) RETURN DISTINCT what.name AS name ORDER BY name } AS supports,
  policy.sources AS sources
ORDER BY size(carried_out_by) DESC, policy
