-- grain: one row per problem in one row of a file
SELECT quarantine.*, region.name AS region_name
FROM quarantine
LEFT JOIN region USING (region_code)
