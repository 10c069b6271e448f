-- grain: one row per file handed in
CREATE OR REPLACE TABLE mart.delivery AS
WITH stretch AS (
  SELECT scope.*, as_of, sha256
  FROM staging.scope
  JOIN staging.delivery USING (delivery_id)
  WHERE retracted_reason IS NULL
),
replaced AS (
  SELECT later.delivery_id, list(DISTINCT earlier.delivery_id ORDER BY earlier.delivery_id) AS supersedes
  FROM stretch AS later
  JOIN stretch AS earlier USING (contract, region_code, grain, series)
  WHERE (later.as_of, later.sha256) > (earlier.as_of, earlier.sha256)
    AND later."from" <= earlier."to" AND later."to" >= earlier."from"
    AND (later.part IS NULL) = (earlier.part IS NULL)
    AND (later.part IS NULL OR '*' IN (later.part, earlier.part) OR lower(later.part) = lower(earlier.part))
  GROUP BY later.delivery_id
)
SELECT
  delivery_id, sha256, file_name, contract, sender, as_of,
  CASE
    WHEN retracted_reason IS NOT NULL THEN 'retracted'
    WHEN rows_published > 0 OR rows_superseded = 0 THEN 'current'
    ELSE 'superseded'
  END AS state,
  region_codes, scope_from AS period_start, scope_to AS period_end,
  coalesce(supersedes, []) AS supersedes,
  rows_in, rows_published, rows_quarantined, rows_superseded, rows_dropped,
  accepted, accepted_reason, retracted_reason
FROM staging.delivery
JOIN staging.outcome USING (delivery_id)
LEFT JOIN replaced USING (delivery_id)
