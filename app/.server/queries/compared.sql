-- grain: one row per observation shown in a comparison, with its source
SELECT
  observation.* REPLACE (
    period_start::VARCHAR AS period_start,
    period_end::VARCHAR AS period_end
  ),
  source.title AS source_title,
  source.publisher AS source_publisher,
  source.published_on AS source_published_on,
  source.url AS source_url,
  annual.observation_id IS NOT NULL AS stands_for_year
FROM observation
JOIN indicator ON indicator.code = observation.indicator
LEFT JOIN source USING (source_id)
LEFT JOIN annual USING (observation_id)
WHERE observation.claim = 'preferred' AND observation.status <> 'suspect' AND observation.value IS NOT NULL
  -- Of what is counted at a date every date may be drawn; of what adds up only what stands for a year.
  AND (annual.observation_id IS NOT NULL OR indicator.formula_kind = 'stock')
  AND list_contains(from_json($regions::JSON, '["VARCHAR"]'), observation.region_code)
  AND list_contains(from_json($keys::JSON, '["VARCHAR"]'), observation.indicator || '.' || observation.component)
  AND observation.year BETWEEN $from AND $to
ORDER BY
  list_position(from_json($keys::JSON, '["VARCHAR"]'), observation.indicator || '.' || observation.component),
  list_position(from_json($regions::JSON, '["VARCHAR"]'), observation.region_code),
  observation.series_id, period_end, period_start, observation.observation_id
