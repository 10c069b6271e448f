-- grain: one row per claim about one event of a mall
SELECT
  mall_event.*, mall.name AS mall_name,
  source.title AS source_title, source.publisher AS source_publisher,
  source.published_on AS source_published_on, source.url AS source_url
FROM mall_event
LEFT JOIN mall USING (mall_code)
LEFT JOIN source ON source.source_id = mall_event.source_id
