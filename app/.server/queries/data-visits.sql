-- grain: one row per mall, period, count basis, and agency where broken down
-- Nothing is joined: a join does not keep the order of its rows, and these are too many to sort for each reader.
SELECT * FROM visit
