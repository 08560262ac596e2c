// id: shared-industries
// title: Industries that two places both focus on
// title_zh: 两地共同布局的产业
// description: Industries in the focus of a place, or of a park or zone that lies in it, and of another place as well. What both build is where they may double each other or could share platforms.
// param: one STRING = '嘉定区' — name, id or alias of the one place
// param: other STRING = '松江区' — name, id or alias of the other place
// view: table
// tags: industry, park, compare

MATCH (one), (other)
WHERE ($one = one.name OR $one = one.id OR $one IN one.aliases)
  AND ($other = other.name OR $other = other.id OR $other IN other.aliases)
  AND (one:Region OR one:Zone OR one:Park)
  AND (other:Region OR other:Zone OR other:Park)
MATCH (one)<-[:LOCATED_IN|PART_OF*0..3]-(here)-[fact:FOCUSES_ON]->(industry:Industry)<-[second:FOCUSES_ON]-(there)-[:LOCATED_IN|PART_OF*0..3]->(other)
WHERE here <> there
  AND (here:Region OR here:Zone OR here:Park)
  AND (there:Region OR there:Zone OR there:Park)
WITH industry, here, there, fact, second
ORDER BY here.name, there.name
UNWIND fact.sources + second.sources AS source
WITH industry, here, there, source
ORDER BY source
WITH industry, collect(DISTINCT here.name) AS on_this_side, collect(DISTINCT there.name) AS on_the_other, collect(DISTINCT source) AS sources
RETURN industry.name AS industry, industry.name_en AS industry_en, on_this_side, on_the_other, sources
ORDER BY size(on_this_side) + size(on_the_other) DESC, industry
