-- grain: one row per mall, year and headline indicator that has a figure
SELECT
  mall.mall_code, observation.year, observation.indicator,
  count(*)::INTEGER AS rows,
  min(observation.period_start)::VARCHAR AS data_from,
  max(observation.period_end)::VARCHAR AS data_to,
  -- The figure that reaches furthest, and of those the one from the newest source.
  max_by(
    struct_pack(observation_id := observation.observation_id, published_on := source.published_on),
    (observation.period_end, coalesce(source.published_on, ''), observation.observation_id)
  ) AS latest
FROM observation
JOIN mall USING (region_code)
LEFT JOIN source ON source.source_id = observation.source_id
WHERE observation.claim = 'preferred'
  AND observation.status = 'normal'
  AND observation.value IS NOT NULL
  AND observation.indicator IN (SELECT code FROM indicator WHERE shown)
GROUP BY mall.mall_code, observation.year, observation.indicator
ORDER BY mall.mall_code, observation.year, observation.indicator
