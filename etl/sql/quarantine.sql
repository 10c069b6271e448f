-- grain: one row per problem in one row of a file
CREATE OR REPLACE TABLE mart.quarantine AS
SELECT file, row, "column", value, rule, message_id, message_en, remedy_id, remedy_en
FROM staging.quarantine
