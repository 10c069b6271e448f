-- grain: one row per indicator, component and mall that a comparison can show
SELECT
  observation.indicator,
  observation.component,
  mall.mall_code,
  min(observation.year)::INTEGER AS first_year,
  max(observation.year)::INTEGER AS last_year,
  count(DISTINCT observation.year)::INTEGER AS years
FROM observation
JOIN indicator ON indicator.code = observation.indicator
JOIN mall USING (region_code)
LEFT JOIN annual USING (observation_id)
WHERE observation.claim = 'preferred' AND observation.status <> 'suspect' AND observation.value IS NOT NULL
  AND (annual.observation_id IS NOT NULL OR indicator.formula_kind = 'stock')
GROUP BY ALL
ORDER BY ALL
