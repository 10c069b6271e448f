-- grain: one row per observation whose series has a value of the wanted year that may be calculated with
WITH wanted AS (
  SELECT
    unnest(from_json($ids::JSON, '["VARCHAR"]')) AS observation_id,
    unnest(from_json($years::JSON, '["INTEGER"]')) AS base_year
)
SELECT
  observation.observation_id,
  observation.value,
  base.observation_id AS base_id,
  base.value AS base_value,
  base.value AS previous_value
FROM wanted
JOIN observation USING (observation_id)
JOIN annual ON annual.series_id = observation.series_id AND annual.year = wanted.base_year
JOIN observation AS base ON base.observation_id = annual.observation_id
WHERE observation.status = 'normal' AND NOT observation.partial
  AND base.status = 'normal' AND NOT base.partial
  -- A bound is not a value: "more than 600" cannot be 100.
  AND base.qualifier <> 'at_least'
