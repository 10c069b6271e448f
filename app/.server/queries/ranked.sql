-- grain: one row per mall and series: the figure that stands for the year, with how many its survey asked
SELECT
  observation.* REPLACE (
    observation.period_start::VARCHAR AS period_start,
    observation.period_end::VARCHAR AS period_end
  ),
  source.title AS source_title,
  source.publisher AS source_publisher,
  source.published_on AS source_published_on,
  source.url AS source_url,
  asked.value AS respondents,
  asked.observation_id AS respondents_id,
  survey.population
FROM annual
JOIN observation USING (observation_id)
SEMI JOIN mall ON mall.region_code = observation.region_code
LEFT JOIN source USING (source_id)
LEFT JOIN observation AS asked
  ON asked.indicator = $respondents AND asked.component = 'total' AND asked.claim = 'preferred'
  AND asked.status = 'normal' AND asked.qualifier IN ('exact', 'rounded') AND asked.region_code = observation.region_code
  AND asked.period_start = observation.period_start AND asked.period_end = observation.period_end
LEFT JOIN survey
  ON survey.unit IS NULL AND survey.mall_code = observation.region_code
  AND survey.period_start = observation.period_start AND survey.period_end = observation.period_end
WHERE observation.indicator = $indicator AND observation.component = $component AND annual.year = $year
ORDER BY observation.region_code, observation.partial, observation.period_end DESC, observation.observation_id
