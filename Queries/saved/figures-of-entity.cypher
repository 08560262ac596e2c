// id: figures-of-entity
// title: Figures of an entity
// title_zh: 某主体的统计数据与目标
// description: Every value that an entity reports or targets, with unit, bound, year, period and basis.
// param: entity STRING = '张江嘉定园' — name, id or alias of the entity
// view: table
// tags: indicator

MATCH (holder)-[figure:REPORTS|TARGETS]->(i:Indicator)
WHERE $entity = holder.name OR $entity = holder.id OR $entity IN holder.aliases
RETURN
  holder.name AS entity,
  i.name AS indicator,
  type(figure) AS relation,
  figure.year AS year,
  figure.comparison AS comparison,
  figure.value AS value,
  figure.unit AS unit,
  figure.period AS period,
  figure.basis AS basis,
  figure.qualitative AS wording,
  figure.sources AS sources
ORDER BY indicator, relation, year, value
