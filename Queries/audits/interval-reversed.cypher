// id: interval-reversed
// title: Period that ends before it begins
// title_zh: 起止颠倒的时期
// severity: error
// why: A reversed period makes every comparison over time wrong without a sign.
// mend: Write the period as first year, hyphen, last year, and let the figure's year lie inside it.
// expect: no rows
// tags: validity, time

MATCH (subject)-[fact]->(object)
WHERE fact.period IS NOT NULL
WITH subject, fact, object, [year IN split(fact.period, '-') | toInteger(year)] AS years
WHERE any(year IN years WHERE year IS NULL)
  OR years[0] > years[-1]
  OR fact.year < years[0]
  OR fact.year > years[-1]
RETURN
  fact,
  subject,
  object,
  object.name AS name,
  'period ' + fact.period + coalesce(' with year ' + toString(fact.year), '') AS problem
ORDER BY subject.id, object.id
