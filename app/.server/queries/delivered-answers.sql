-- grain: one row of a file behind the mean of an element in a place and period; is_own: of the period itself
SELECT
  period = $period AS is_own, period, coalesce(unit, '') AS part,
  CASE $component
    WHEN 'requirements' THEN requirements WHEN 'procedure' THEN procedure WHEN 'time' THEN time WHEN 'cost' THEN cost
    WHEN 'product' THEN product WHEN 'competence' THEN competence WHEN 'behaviour' THEN behaviour
    WHEN 'complaints' THEN complaints WHEN 'facilities' THEN facilities
  END AS value,
  status, delivery_id, responses_delivery_id, sheet, row, respondents, answer_total
FROM survey
WHERE region_code = $region_code
  AND period_start >= $period_start::DATE AND period_end <= $period_end::DATE
QUALIFY unit IS NULL OR NOT bool_or(unit IS NULL) OVER (PARTITION BY period)
ORDER BY period_start, unit, row
