-- grain: one row per region, series and whole year: investment as reported and in prices of 2020
CREATE OR REPLACE TABLE staging.impact_value AS
SELECT
  observation_id, published.region_code, published.basis, yearly.series_id, yearly.year, yearly.value AS nominal,
  mart.realised_investment_real(value := yearly.value, base_level := 100, level := price_index.level) AS real,
  -- Handed in by an office or published on its own site; all else is news or what somebody said.
  starts_with(published.source_id, 'delivery-')
    OR coalesce(regexp_matches(source.url, '^https?://([^/]+\.)?go\.id([:/]|$)'), false) AS official
FROM mart.yearly
JOIN mart.published USING (observation_id)
JOIN mart.source USING (source_id)
LEFT JOIN mart.price_index ON price_index.year = yearly.year
WHERE yearly.indicator = 'realised_investment' AND published.component = 'total'
