-- grain: one row per region, period, kind of investment, basis and currency
SELECT investment.*, region.name AS region_name, region.bps_code
FROM investment
LEFT JOIN region USING (region_code)
