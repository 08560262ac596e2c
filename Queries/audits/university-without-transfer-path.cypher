// id: university-without-transfer-path
// title: University without a transfer path
// title_zh: 没有成果转化路径的高校
// severity: info
// why: A university from which no fact leads to a park, platform, zone or firm, and on which nothing is built, has knowledge that the plans let nobody use.
// mend: Look in the cited sections for its science park, platforms and partners; where they name none, the finding is a gap to be told in the report.
// expect: no rows
// view: graph
// tags: structure, transfer

MATCH (university:University)
WHERE NOT EXISTS {
  MATCH (university)-[:PART_OF*0..1]-(body)-[:TRANSFERS_TO|OPERATES|HOSTS|INCUBATES*1..2]->(partner)
  WHERE partner:Park OR partner:Platform OR partner:Zone OR partner:Firm OR partner:Incubator
}
  AND NOT EXISTS {
    MATCH (university)<-[:BASED_ON]-(built)
    WHERE built:Park OR built:Platform OR built:Zone OR built:Laboratory OR built:Facility OR built:Alliance
  }
RETURN university, university.name AS name, 'no park, platform, zone or firm takes up its results' AS problem
ORDER BY university.id
