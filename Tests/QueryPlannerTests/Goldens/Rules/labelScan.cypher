MATCH (n:Firm:Cluster) RETURN n;
MATCH (n:Firm|Cluster) RETURN n;
MATCH (n) WHERE n:Patent AND NOT n:Firm RETURN n;
