-- grain: one row per yearly value of investment in a year whose prices are known
CREATE OR REPLACE TABLE mart.realised_investment_real AS
SELECT
  observation_id AS base_id, 'realised_investment_real' AS indicator, 'real' AS suffix,
  mart.realised_investment_real(value := yearly.value, base_level := 100, level := price_index.level) AS value,
  [qualifier] AS qualifiers,
  [observation_id] AS inputs
FROM mart.yearly
JOIN mart.price_index USING (year)
SEMI JOIN staging.derivation
  ON derivation.indicator = 'realised_investment_real' AND derivation.source = yearly.indicator
