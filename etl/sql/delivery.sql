-- grain: one row per file handed in
CREATE OR REPLACE TABLE mart.delivery AS
SELECT
  delivery_id, sha256, file_name, contract, sender, as_of,
  CASE
    WHEN retracted_reason IS NOT NULL THEN 'retracted'
    WHEN rows_published > 0 OR rows_superseded = 0 THEN 'current'
    ELSE 'superseded'
  END AS state,
  region_codes, scope_from AS period_start, scope_to AS period_end,
  rows_in, rows_published, rows_quarantined, rows_superseded, rows_dropped,
  accepted, accepted_reason, retracted_reason
FROM staging.delivery
JOIN staging.outcome USING (delivery_id)
