-- grain: one row per claim of a source about one indicator, region, period and basis, as printed or added up from its rows
CREATE OR REPLACE TABLE mart.published AS
SELECT
  observation_id, observation.region_code,
  CASE WHEN indicator.subject = 'mall' THEN mall.mall_code END AS mall_code,
  observation.indicator, component, basis, series_id,
  period, period_type, period_start, period_end, year, cumulative, partial,
  value, observation.unit, qualifier, status.status,
  claim, claim_reason, claim_reason_id, claim_reason_en,
  observation.origin, observation.inputs,
  observation.source_id, quote, observation.note, file, row
FROM staging.observation
JOIN staging.status USING (observation_id)
JOIN mart.indicator ON indicator.code = observation.indicator
LEFT JOIN mart.mall ON mall.mall_code = observation.region_code
