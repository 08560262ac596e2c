// id: plan-contents
// title: What is in the graph, plan by plan
// title_zh: 各规划的入图内容
// description: For each plan and kind of entity, how many entities it names and how many of them no other plan names. One entity that two plans name counts in both.
// param: plan STRING = '' — id of the plan; the empty string means all
// view: table
// tags: source, overview

MATCH (document:Document)
WHERE $plan = '' OR $plan = document.id
MATCH (entity)
WHERE NOT entity:Document AND any(s IN entity.sources WHERE split(s, '#')[0] = document.id)
// The labels of the vocabulary; a second label only narrows the first.
WITH document, entity,
  [kind IN [
    'Alliance', 'Corridor', 'Event', 'Facility', 'Firm', 'Fund', 'Government', 'Hospital', 'Incubator', 'Indicator', 'Industry',
    'IndustryCluster', 'Institute', 'Laboratory', 'Layout', 'Market', 'Park', 'Platform', 'Policy', 'Product', 'Programme', 'Region',
    'University', 'Zone'
  ] WHERE kind IN labels(entity)][0] AS kind,
  all(s IN entity.sources WHERE split(s, '#')[0] = document.id) AS alone
RETURN
  document.id AS plan,
  document.name AS title,
  kind,
  count(*) AS entities,
  sum(CASE WHEN alone THEN 1 ELSE 0 END) AS named_by_this_plan_alone,
  document.sources AS sources
ORDER BY plan, entities DESC, kind
