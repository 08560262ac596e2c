// The G60 corridor: its members, what lies in it or serves it, its layouts and what its alliances are about.
MATCH (corridor:Corridor {id: 'g60-corridor'})-[fact:MEMBER_OF|LOCATED_IN|PART_OF|HOSTS|SERVES|FOCUSES_ON|SUCCEEDS]-(body)
WHERE NOT body:Programme
RETURN corridor, fact, body
ORDER BY type(fact), body.id
UNION
MATCH (:Corridor {id: 'g60-corridor'})<-[:LOCATED_IN]-(corridor:Alliance)-[fact:FOCUSES_ON|SERVES]->(body)
RETURN corridor, fact, body
ORDER BY type(fact), body.id
