-- grain: one row per mall
SELECT
  mall.*, region.name AS region_name, region.kind AS region_kind, region.bps_code, region.island_group,
  coalesce(region.province_code, region.region_code) AS province_code, province.name AS province_name
FROM mall
LEFT JOIN region USING (region_code)
LEFT JOIN region AS province ON province.region_code = coalesce(region.province_code, region.region_code)
