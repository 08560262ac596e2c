MATCH (f:Firm) RETURN f.name AS name ORDER BY f.revenue LIMIT 5;
