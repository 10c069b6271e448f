-- grain: one row per mall that is not merely planned, with what it is likened to others by
WITH latest AS (
  SELECT
    region_code, indicator,
    arg_max({value: value, qualifier: qualifier, id: observation_id}, (period_end, observation_id)) AS figure
  FROM observation
  WHERE claim = 'preferred' AND status = 'normal' AND component = 'total' AND value > 0
    AND qualifier NOT IN ('at_least', 'average') AND indicator IN ('agencies', 'counters')
  GROUP BY ALL
),
people AS (
  SELECT region_code, arg_max(population, period_end) AS population
  FROM population WHERE population > 0
  GROUP BY region_code
)
SELECT
  mall.mall_code AS code, coalesce(region.province_code, mall.region_code) AS province, region.kind,
  region.island_group AS island, people.population::INTEGER AS population,
  year(first_service_on)
    + CASE first_service_precision WHEN 'year' THEN 0.5 ELSE (dayofyear(first_service_on) - 1) / 365.25 END AS opened,
  agencies.figure.value AS agencies, counters.figure.value AS counters,
  agencies.figure.id AS agencies_id, agencies.figure.qualifier AS agencies_qualifier,
  counters.figure.id AS counters_id, counters.figure.qualifier AS counters_qualifier
FROM mall
JOIN region USING (region_code)
LEFT JOIN people USING (region_code)
LEFT JOIN latest AS agencies ON agencies.region_code = mall.region_code AND agencies.indicator = 'agencies'
LEFT JOIN latest AS counters ON counters.region_code = mall.region_code AND counters.indicator = 'counters'
WHERE mall.state <> 'planned'
ORDER BY code
