-- grain: one row of a file behind the visits of a mall and period; is_own: of the period itself, or of its days
SELECT
  period = $period OR (period_type = 'day' AND NOT bool_or(period = $period) OVER ()) AS is_own,
  period, coalesce(agency, '') AS part, visits::DOUBLE AS value, status, delivery_id, sheet, row
FROM visit
WHERE mall_code = $region_code
  AND period_start >= $period_start::DATE AND period_end <= $period_end::DATE
  AND CASE $component
    WHEN 'tickets' THEN count_basis = 'ticket'
    WHEN 'transactions' THEN count_basis = 'transaction'
    ELSE count_basis IN ('person', 'guest_book', 'unknown')
  END
QUALIFY dense_rank() OVER (ORDER BY list_position(['person', 'guest_book', 'unknown'], count_basis)) = 1
  -- Where a file gives both the total and its parts, the total is the figure.
  AND (agency IS NULL OR NOT bool_or(agency IS NULL) OVER (PARTITION BY period))
ORDER BY period_start, agency, row
