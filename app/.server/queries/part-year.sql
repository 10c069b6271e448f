-- grain: one row per region, indicator, component, basis and year with a figure that does not stand for the year
SELECT DISTINCT
  observation.region_code,
  observation.indicator || '.' || observation.component AS key,
  observation.year::INTEGER AS year,
  observation.basis
FROM observation
JOIN indicator ON indicator.code = observation.indicator
LEFT JOIN annual USING (observation_id)
WHERE annual.observation_id IS NULL AND indicator.formula_kind <> 'stock'
  AND observation.year BETWEEN $from AND $to
  AND observation.source_id IS NOT NULL AND observation.claim = 'preferred' AND observation.status <> 'suspect'
  AND observation.value IS NOT NULL
  AND list_contains(from_json($regions::JSON, '["VARCHAR"]'), observation.region_code)
  AND list_contains(from_json($keys::JSON, '["VARCHAR"]'), observation.indicator || '.' || observation.component)
