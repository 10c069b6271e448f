-- grain: one row per kabupaten/kota and panel: the part it plays, or why it plays none
CREATE OR REPLACE TABLE mart.impact_region AS
WITH unit AS (
  SELECT event, basis, first_year, last_year, region_code, province_code
  FROM mart.region
  CROSS JOIN staging.impact_window
  WHERE kind IN ('kota', 'kabupaten')
),
counted AS (
  SELECT
    event, unit.basis, unit.region_code, province_code, first_year, last_year,
    opening.mall_code IS NOT NULL AS has_mall, opening_year, opening_year_late, opening_precision,
    count(year) AS years,
    count(*) FILTER (WHERE real <= 0) AS zeros,
    count(year) FILTER (WHERE opening_year IS NULL OR year < opening_year) AS pre_years,
    count(year) FILTER (WHERE year >= opening_year) AS post_years
  FROM unit
  LEFT JOIN staging.impact_opening AS opening USING (event, region_code)
  LEFT JOIN staging.impact_value AS figure
    ON figure.region_code = unit.region_code AND figure.basis = unit.basis
    AND year BETWEEN first_year AND last_year AND real IS NOT NULL
  GROUP BY ALL
),
judged AS (
  SELECT
    *,
    CASE
      WHEN province_code = impact_rule.jakarta THEN 'jakarta'
      WHEN region_code IN (
        SELECT seat FROM staging.impact_seat JOIN mart.mall ON mall.mall_code = impact_seat.province_code
      ) THEN 'provincial_mall'
      WHEN has_mall AND opening_year IS NULL THEN 'opening_unknown'
    END AS excluded_for,
    CASE
      WHEN years = 0 THEN 'no_figures'
      WHEN years < last_year - first_year + 1 THEN 'gap'
      WHEN zeros > 0 THEN 'zero'
    END AS dropped_for
  FROM counted, staging.impact_rule
)
SELECT
  event, basis, region_code,
  CASE
    WHEN excluded_for IS NOT NULL THEN 'excluded'
    WHEN opening_year <= first_year THEN 'always_treated'
    WHEN dropped_for IS NOT NULL THEN 'dropped'
    WHEN opening_year <= last_year THEN 'treated'
    ELSE 'comparison'
  END AS role,
  CASE role WHEN 'excluded' THEN excluded_for WHEN 'dropped' THEN dropped_for END AS reason,
  opening_year, opening_year_late, opening_precision, years, pre_years, post_years
FROM judged
