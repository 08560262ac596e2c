// Grand Neobay: what lies in its three areas, who runs what, and where results go.
MATCH (:Zone {id: 'neobay'})<-[:PART_OF|LOCATED_IN*0..3]-(thing)
WITH collect(DISTINCT thing) AS inside
UNWIND inside AS thing
MATCH (thing)-[fact:PART_OF|LOCATED_IN|HOSTS|OPERATES|TRANSFERS_TO]-(other)
WHERE (other IN inside OR other:University OR other:Park OR other:Zone OR other:District OR other:Institute) AND NOT thing:Layout AND NOT other:Layout
RETURN DISTINCT thing, fact, other
ORDER BY type(fact), thing.id, other.id
