// id: find-by-name
// title: Find anything by its name
// title_zh: 按名称查找
// description: Everything whose name, English name or alias holds the text, best matches first: any characters of a Chinese name in simplified or traditional form, pinyin in full or its first letters, English words. AND, OR, NOT, "phrases" and prefix* combine.
// param: text STRING = 'dlhw' — what to look for
// param: most INTEGER = 20 — the most rows
// view: table
// tags: overview

CALL db.index.fulltext.queryNodes('names', $text, {limit: $most}) YIELD node, score
RETURN
  node.name AS entity,
  node.name_en AS entity_en,
  labels(node) AS kind,
  node.aliases AS aliases,
  round(score * 100) / 100 AS fit,
  node.sources AS sources
ORDER BY score DESC, entity
