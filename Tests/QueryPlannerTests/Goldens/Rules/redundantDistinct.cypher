MATCH (f:Firm) RETURN DISTINCT f.sector AS sector, count(*) AS n;
MATCH (f:Firm) WITH DISTINCT f.sector AS sector WHERE sector > 1 RETURN DISTINCT sector;
MATCH (f:Firm) WITH f.sector AS sector, count(*) AS n RETURN DISTINCT n;
