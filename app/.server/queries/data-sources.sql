-- grain: one row per source, with how many figures and events are read from it
SELECT
  source.*,
  (SELECT count(*) FROM observation WHERE observation.source_id = source.source_id)::INTEGER AS figures,
  (SELECT count(*) FROM mall_event WHERE mall_event.source_id = source.source_id)::INTEGER AS events
FROM source
