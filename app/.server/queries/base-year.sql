-- grain: one row per observation whose series has a value that may be the base
SELECT
  observation.observation_id,
  observation.value,
  base.observation_id AS base_id,
  base.value AS base_value
FROM observation
JOIN annual ON annual.series_id = observation.series_id AND annual.year = $base
JOIN observation AS base ON base.observation_id = annual.observation_id
WHERE list_contains(from_json($ids::JSON, '["VARCHAR"]'), observation.observation_id)
  AND observation.status = 'normal' AND NOT observation.partial
  AND base.status = 'normal' AND NOT base.partial
  -- A bound is not a value: "more than 600" cannot be 100.
  AND base.qualifier <> 'at_least'
