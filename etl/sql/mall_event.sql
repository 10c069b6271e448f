-- grain: one row per claim about one event of a mall
CREATE OR REPLACE TABLE mart.mall_event AS
SELECT
  event_id, mall_code, event_type, stated_on, date_from, date_to, precision, planned,
  -- A doubtful claim is never the one that is shown, not even when it stands alone.
  CASE WHEN suspect THEN 'rival' ELSE claim END AS claim,
  claim_reason, claim_reason_id, claim_reason_en, source_id, quote, note, file, row
FROM staging.event
