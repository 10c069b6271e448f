-- grain: one row per region, period, kind of investment, basis and currency
CREATE OR REPLACE TABLE mart.investment AS
SELECT
  region_code, period, period_type, period_start, period_end, cumulative,
  cumulative OR period_end > left(as_of, 10)::DATE AS partial,
  component, basis, currency, value::DOUBLE AS value, projects,
  delivery_id, sheet, row
FROM staging.delivered_investment
JOIN staging.delivery USING (delivery_id)
WHERE outcome = 'published'
