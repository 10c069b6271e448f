-- grain: one row per region: the country, the provinces, the kabupaten and kota
CREATE OR REPLACE TABLE mart.region AS
SELECT region_code, name, kind, province_code, bps_code, island_group
FROM staging.region
LEFT JOIN staging.bps_code USING (region_code)
