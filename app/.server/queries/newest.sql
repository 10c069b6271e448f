-- grain: one row per figure, the latest published first, at most two of a mall
SELECT observation_id
FROM observation
JOIN source USING (source_id)
JOIN indicator ON indicator.code = observation.indicator
SEMI JOIN mall ON mall.mall_code = observation.region_code
WHERE claim = 'preferred' AND status = 'normal' AND value IS NOT NULL
  AND component = 'total' AND shown AND length(published_on) = 10
QUALIFY row_number() OVER (
  PARTITION BY observation.region_code
  ORDER BY published_on DESC, period_end DESC, position, observation_id
) <= 2
ORDER BY published_on DESC, observation.region_code, position, observation_id
LIMIT $limit
