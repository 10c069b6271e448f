-- grain: one row per mall and series: the figure that stands for the year
SELECT
  observation.* REPLACE (
    observation.period_start::VARCHAR AS period_start,
    observation.period_end::VARCHAR AS period_end
  ),
  source.title AS source_title,
  source.publisher AS source_publisher,
  source.published_on AS source_published_on,
  source.url AS source_url
FROM annual
JOIN observation USING (observation_id)
SEMI JOIN mall ON mall.region_code = observation.region_code
LEFT JOIN source USING (source_id)
WHERE observation.indicator = $indicator AND observation.component = $component AND annual.year = $year
ORDER BY observation.region_code, observation.partial, observation.period_end DESC, observation.observation_id
