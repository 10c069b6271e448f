-- grain: one row per mall, series and year: the figure that stands for the whole year, with how many its survey asked
SELECT
  annual.year::INTEGER AS stands_for,
  observation.* REPLACE (
    mall.mall_code AS mall_code,
    observation.period_start::VARCHAR AS period_start,
    observation.period_end::VARCHAR AS period_end
  ),
  source.title AS source_title,
  source.publisher AS source_publisher,
  source.published_on AS source_published_on,
  source.url AS source_url,
  asked.value::INTEGER AS respondents,
  asked.observation_id AS respondents_id
FROM annual
JOIN observation USING (observation_id)
JOIN mall ON mall.region_code = observation.region_code
LEFT JOIN source ON source.source_id = observation.source_id
LEFT JOIN observation AS asked
  ON asked.indicator = $respondents AND asked.component = 'total' AND asked.claim = 'preferred'
  AND asked.status = 'normal' AND asked.qualifier IN ('exact', 'rounded') AND asked.value >= 1
  AND asked.region_code = observation.region_code AND asked.period = observation.period
WHERE observation.indicator = $indicator AND observation.component = $component
  AND observation.claim = 'preferred' AND observation.status = 'normal' AND observation.value IS NOT NULL
  AND NOT observation.partial AND observation.qualifier NOT IN ('at_least', 'average')
ORDER BY mall.mall_code, stands_for, observation.period_end DESC, observation.observation_id
