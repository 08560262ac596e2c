// id: plans-on-entity
// title: What each plan says of the same entity
// title_zh: 各规划对同一主体的表述
// description: The facts about an entity plan by plan: what two plans both say, and what only one of them says. Facts that one plan alone states are where the plans can complete or contradict each other.
// param: entity STRING = '国家智能传感器创新中心' — name, id or alias of the entity
// view: table
// tags: source, compare

MATCH (entity)-[fact]-()
WHERE $entity = entity.name OR $entity = entity.id OR $entity IN entity.aliases
WITH DISTINCT fact
UNWIND fact.sources AS source
WITH fact, split(source, '#')[0] AS plan, source
ORDER BY plan, source
WITH fact, collect(DISTINCT plan) AS plans, collect(source) AS sources
MATCH (document:Document)
WHERE document.id IN plans
WITH fact, plans, sources, document
ORDER BY document.id
WITH fact, plans, sources, collect(document.name) AS documents
RETURN
  CASE WHEN size(plans) > 1 THEN 'several plans' ELSE 'one plan' END AS agreement,
  documents AS stated_by,
  startNode(fact).name AS subject,
  type(fact) AS relation,
  endNode(fact).name AS object,
  fact.status AS status,
  coalesce(fact.comparison + ' ', '') + toString(fact.value) + ' ' + fact.unit AS figure,
  fact.year AS year,
  sources
ORDER BY size(plans) DESC, stated_by, relation, subject, object, year
