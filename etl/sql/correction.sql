-- grain: one row per declared correction
CREATE OR REPLACE TABLE mart.correction AS
SELECT
  correction_id, contract, "where", "column", action, expect, value, reason_id, reason_en, status, state,
  region_code, delivery_id, sheet, row
FROM staging.correction
