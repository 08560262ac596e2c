// What serves the sensor cluster, which parks and zones make it their focus, and what its platforms build on.
MATCH (body)-[fact:SERVES|FOCUSES_ON]->(cluster:IndustryCluster {id: 'sensor-iot-cluster'})
WHERE NOT body:Industry
RETURN body, fact, cluster
ORDER BY type(fact), body.id
UNION
MATCH (:IndustryCluster {id: 'sensor-iot-cluster'})<-[:SERVES]-(platform)-[fact:BASED_ON]->(body)
RETURN platform AS body, fact, body AS cluster
ORDER BY type(fact), body.id
