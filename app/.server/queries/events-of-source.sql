-- grain: one row per event that a source tells of
SELECT
  mall_event.* REPLACE (date_from::VARCHAR AS date_from, date_to::VARCHAR AS date_to),
  source.title AS source_title, source.publisher AS source_publisher,
  source.published_on AS source_published_on, source.url AS source_url
FROM mall_event
JOIN source USING (source_id)
WHERE source_id = $id
ORDER BY mall_code, date_from NULLS LAST, event_id
