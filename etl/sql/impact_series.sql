-- grain: one row per mall and investment series of its region, with its figures in the order of the years
CREATE OR REPLACE TABLE staging.impact_series AS
WITH series AS (
  SELECT
    mall_code, mall.region_code, basis, series_id,
    list({year: year::INTEGER, nominal: nominal, real: real, official: official, observation_id: observation_id}
      ORDER BY year) FILTER (WHERE observation_id IS NOT NULL) AS figures,
    count(observation_id) AS years, max(year) AS last_year
  FROM mart.mall
  LEFT JOIN staging.impact_value USING (region_code)
  GROUP BY mall_code, mall.region_code, basis, series_id
)
SELECT
  mall_code, region_code, basis, series_id, figures, opening_year, opening_year_late,
  row_number() OVER (
    PARTITION BY mall_code
    ORDER BY years DESC, list_position(['lkpm', 'lkpm_umk', 'unknown', 'city_count', 'permits'], basis), last_year DESC,
      series_id
  ) = 1 AS preferred
FROM series
LEFT JOIN staging.impact_opening AS opening USING (mall_code, region_code)
WHERE opening.event IS NULL OR opening.event = 'first_service'
