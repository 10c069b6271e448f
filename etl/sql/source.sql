-- grain: one row per source
CREATE OR REPLACE TABLE mart.source AS
SELECT source_id, title, publisher, published_on, url, language
FROM staging.source
