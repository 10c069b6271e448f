-- grain: one row of a file behind the score of a place and period; is_own: of the period itself
SELECT
  period = $period AS is_own, period, coalesce(unit, '') AS part,
  CASE $indicator WHEN 'ikm' THEN coalesce(ikm_recomputed, ikm_published) ELSE respondents END::DOUBLE AS value,
  status, delivery_id, responses_delivery_id, sheet, row, respondents, answer_total, ikm_published, weight
FROM survey
WHERE region_code = $region_code
  AND period_start >= $period_start::DATE AND period_end <= $period_end::DATE
-- A row of the whole is the figure; without one its units are.
QUALIFY unit IS NULL OR NOT bool_or(unit IS NULL) OVER (PARTITION BY period)
ORDER BY period_start, unit, row
