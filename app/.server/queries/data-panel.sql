-- grain: one row per region, year and series of the panel: one basis, one indicator, one part
SELECT
  observation.region_code, observation.year, observation.observation_id, observation.value, observation.unit,
  observation.indicator, observation.component, observation.basis
FROM annual
JOIN observation USING (series_id, year, observation_id)
JOIN indicator ON indicator.code = observation.indicator
WHERE observation.claim = 'preferred'
  AND observation.status = 'normal'
  AND observation.value IS NOT NULL
  AND observation.qualifier <> 'at_least'
  AND NOT observation.partial
  AND observation.basis <> 'unknown'
  AND (indicator.formula_kind <> 'derived' OR indicator.code = 'realised_investment_real')
