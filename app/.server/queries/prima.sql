-- grain: one row per mall that the ministry ever rated MPP Prima
SELECT DISTINCT mall.mall_code
FROM observation
JOIN mall USING (region_code)
WHERE observation.indicator = 'mpp_prima' AND observation.value = 1
  AND observation.claim = 'preferred' AND observation.status = 'normal'
