-- grain: one row per indicator
CREATE OR REPLACE TABLE mart.indicator AS
SELECT
  code, name_id, name_en, subject, unit, decimals, direction, formula_kind, comparable, shown, position,
  definition::JSON AS definition
FROM staging.indicator
