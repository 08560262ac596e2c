// id: layout-without-parts
// title: Layout without parts
// title_zh: 未列明组成部分的布局
// severity: info
// why: A pattern such as one core and two wings promises parts; without them it is only a slogan.
// mend: Add PART_OF with a role for each part that a plan names; where it names none, accept the finding.
// expect: no rows
// tags: completeness, place

MATCH (layout:Layout)
WHERE NOT EXISTS { MATCH (layout)<-[:PART_OF]-() }
RETURN layout, layout.name AS name, 'no part is named' AS problem
ORDER BY layout.id
