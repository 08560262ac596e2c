// id: platforms-by-level-and-status
// title: Platforms by level and state
// title_zh: 平台的级别与建设状态
// description: How many platforms there are of each level and state, with their names and who hosts, runs or supports them. A level or state that is null is one that no plan states.
// param: level STRING = '' — 国家级, 市级 or 区级; the empty string means all
// param: state STRING = '' — planned, building, running or completed; the empty string means all
// view: table
// tags: platform, status

MATCH (p:Platform)
WHERE ($level = '' OR $level = p.level) AND ($state = '' OR $state = p.status)
UNWIND p.sources AS source
WITH p, source
ORDER BY p.name, source
WITH p.level AS level, p.status AS status, collect(DISTINCT p.name) AS platforms, collect(DISTINCT source) AS sources
RETURN level, status, size(platforms) AS platform_count, platforms, sources
ORDER BY CASE level WHEN '国家级' THEN 0 WHEN '市级' THEN 1 WHEN '区级' THEN 2 ELSE 3 END, platform_count DESC, status
