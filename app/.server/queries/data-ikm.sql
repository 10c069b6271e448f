-- grain: one row per service unit (null: the whole mall) and survey period
SELECT survey.*, region.name AS region_name
FROM survey
LEFT JOIN region USING (region_code)
