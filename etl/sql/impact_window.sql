-- grain: one row per panel: opening event and basis, with the years for which regions report and prices are known
CREATE OR REPLACE TABLE staging.impact_window AS
WITH known AS (
  SELECT basis, max(year) AS last_year
  FROM staging.impact_value, staging.impact_rule
  WHERE real IS NOT NULL AND year >= impact_rule.panel_from AND region_code LIKE '__.__'
  GROUP BY basis
),
priced AS (
  SELECT greatest(min(year), any_value(impact_rule.panel_from)) AS first_priced
  FROM mart.price_index, staging.impact_rule
  WHERE year >= impact_rule.panel_from
)
SELECT event, impact_basis.basis, CASE WHEN last_year IS NOT NULL THEN first_priced END AS first_year, last_year
FROM staging.impact_event
CROSS JOIN staging.impact_basis
CROSS JOIN priced
LEFT JOIN known USING (basis)
