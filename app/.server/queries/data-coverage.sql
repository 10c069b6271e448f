-- grain: one row per mall, year and headline indicator with a figure; per region, year and contract handed in; per silent mall
WITH figures AS (
  SELECT
    mall.region_code, mall.mall_code, 'figure' AS kind, observation.year, observation.indicator,
    count(*)::INTEGER AS rows,
    min(observation.period_start) AS data_from,
    max(observation.period_end) AS data_to,
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
  GROUP BY ALL
),
reported AS (
  SELECT
    region_code, mall_code, kind, year, indicator, NULL AS contract, rows, NULL AS months, data_from, data_to,
    latest.published_on, NULL AS days_late, latest.observation_id, NULL AS delivery_id
  FROM figures
  UNION ALL
  SELECT
    region_code, mall.mall_code, 'delivery', year, NULL, contract, rows, months, data_from, data_to,
    published_on::VARCHAR, days_late, NULL, delivery_id
  FROM coverage
  LEFT JOIN mall USING (region_code)
)
SELECT
  coalesce(region.province_code, region.region_code) AS province_code, region.name AS region_name,
  every.*
FROM (
  FROM reported
  UNION ALL BY NAME
  SELECT region_code, mall_code, 'nothing' AS kind, 0 AS rows FROM mall ANTI JOIN reported USING (mall_code)
) AS every
JOIN region USING (region_code)
