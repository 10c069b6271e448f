-- grain: one row per claim about one indicator, region, period and basis, published or computed
CREATE OR REPLACE TABLE mart.observation AS
FROM mart.published
UNION ALL BY NAME
FROM mart.computed
