-- grain: one row per observation from which the release computed an indicator
SELECT inputs[1] AS observation_id, observation_id AS computed_id, value
FROM observation
WHERE indicator = $indicator AND list_contains(from_json($ids::JSON, '["VARCHAR"]'), inputs[1])
