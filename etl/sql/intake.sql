-- grain: one row per file read
CREATE OR REPLACE TABLE mart.intake AS
SELECT file, sha256, rows_in, rows_published, rows_quarantined, rows_superseded, rows_dropped
FROM staging.intake
