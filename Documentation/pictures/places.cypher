// What lies in which place, over all five plans: parks, bodies, facilities, platforms and firms in zones, districts and cities.
// A district is drawn in its city, whatever else it is called a part of.
MATCH (thing)-[lies:LOCATED_IN|PART_OF]->(place)
WHERE (place:Region OR place:Zone AND NOT thing:District OR place:Park OR place:Corridor)
  AND (thing:Region OR thing:Zone OR thing:Park OR thing:Corridor OR thing:University OR thing:Institute OR thing:Laboratory OR thing:Facility
    OR thing:Hospital OR thing:Platform OR thing:Firm)
RETURN thing, lies, place
ORDER BY place.id, thing.id
UNION
MATCH (place)-[lies:HOSTS]->(thing)
WHERE (place:Region OR place:Zone OR place:Park OR place:Corridor)
  AND (thing:Park OR thing:University OR thing:Institute OR thing:Laboratory OR thing:Facility OR thing:Hospital OR thing:Platform OR thing:Firm)
RETURN thing, lies, place
ORDER BY place.id, thing.id
