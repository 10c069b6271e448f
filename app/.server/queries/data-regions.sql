-- grain: one row per region: the country, the provinces, the kabupaten and kota
SELECT
  region.*, province.name AS province_name,
  replace(region.region_code, '.', '') <> region.bps_code AS codes_differ,
  mall.mall_code
FROM region
LEFT JOIN region AS province ON province.region_code = region.province_code
LEFT JOIN mall ON mall.region_code = region.region_code
