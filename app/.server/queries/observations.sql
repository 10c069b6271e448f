-- grain: one row per claim, with its source
SELECT
  observation.* REPLACE (
    period_start::VARCHAR AS period_start,
    period_end::VARCHAR AS period_end
  ),
  source.title AS source_title,
  source.publisher AS source_publisher,
  source.published_on AS source_published_on,
  source.url AS source_url
FROM observation
LEFT JOIN source USING (source_id)
