-- grain: one row per computed value, standing beside the published one that it is computed from
CREATE OR REPLACE TABLE mart.computed AS
WITH derived AS (
  FROM mart.change_on_last_year
  UNION ALL BY NAME FROM mart.growth_multiple
  UNION ALL BY NAME FROM mart.compound_annual_growth
  UNION ALL BY NAME FROM mart.realised_investment_real
)
SELECT
  base.observation_id || '.' || suffix AS observation_id, region_code, mall_code, derived.indicator,
  base.indicator || CASE WHEN component = 'total' THEN '' ELSE '.' || component END AS component,
  basis, series_id || '.' || suffix AS series_id,
  period, period_type, period_start, period_end, year, cumulative, partial,
  derived.value, indicator.unit,
  -- No more certain than the least certain of its inputs.
  CASE
    WHEN list_has_any(qualifiers, ['about', 'average']) THEN 'about'
    WHEN list_contains(qualifiers, 'rounded') THEN 'rounded'
    ELSE 'exact'
  END AS qualifier,
  'normal' AS status,
  'preferred' AS claim, NULL AS claim_reason, NULL AS claim_reason_id, NULL AS claim_reason_en,
  'computed' AS origin, derived.inputs,
  NULL AS source_id, NULL AS quote, NULL AS note, NULL AS file, NULL AS row
FROM derived
JOIN mart.published AS base ON base.observation_id = derived.base_id
JOIN mart.indicator ON indicator.code = derived.indicator
WHERE derived.value IS NOT NULL
