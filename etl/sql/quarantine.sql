-- grain: one row per problem in one row of a file
CREATE OR REPLACE TABLE mart.quarantine AS
SELECT
  file, sheet, row, "column", value, rule, message_id, message_en, remedy_id, remedy_en, delivery_id, region_code
FROM staging.quarantine
