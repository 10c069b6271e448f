-- grain: one row per claim about one indicator, region, period and basis
SELECT
  observation.* REPLACE (nullif(array_to_string(inputs, ';'), '') AS inputs),
  region.name AS region_name, region.bps_code,
  indicator.name_id AS indicator_name_id, indicator.name_en AS indicator_name_en,
  source.title AS source_title, source.publisher AS source_publisher,
  source.published_on AS source_published_on, source.url AS source_url,
  observation_id IN (SELECT observation_id FROM annual) AS stands_for_year
FROM observation
LEFT JOIN region USING (region_code)
LEFT JOIN indicator ON indicator.code = observation.indicator
LEFT JOIN source USING (source_id)
