-- grain: one row per mall, agency, service and period
-- Nothing is joined: a join does not keep the order of its rows, and these are too many to sort for each reader.
SELECT * FROM service
