-- grain: one row per mall, indicator, component and period: what the whole mall counted, as reported or added up
CREATE OR REPLACE TABLE staging.mall_total AS
WITH counted AS (
  SELECT
    'visits' AS indicator, 'visits' AS unit,
    CASE count_basis WHEN 'ticket' THEN 'tickets' WHEN 'transaction' THEN 'transactions' ELSE 'total' END AS component,
    -- Persons at the door say more than the lines of a book, and these more than a count of unknown kind.
    list_position(['person', 'guest_book', 'unknown'], count_basis) AS preference, count_basis AS series,
    region_code, agency IS NULL AS is_total, period_type, period_start, period_end, visits AS value,
    delivery_id, sheet, row
  FROM staging.delivered_visits WHERE outcome = 'published'
  UNION ALL
  SELECT
    'services_delivered', 'services', 'total', 1, '', region_code, false, period_type, period_start, period_end,
    completed, delivery_id, sheet, row
  FROM staging.delivered_services WHERE outcome = 'published'
  UNION ALL
  SELECT
    'applications', 'applications', 'total', 1, '', region_code, false, period_type, period_start, period_end,
    applied, delivery_id, sheet, row
  FROM staging.delivered_services WHERE outcome = 'published' AND applied IS NOT NULL
),
reported AS (
  -- Where a file gives both the total and its parts, the total is the figure, and the parts are its detail.
  SELECT
    indicator, unit, component, preference, series, region_code, period_type, period_start, period_end,
    CASE WHEN bool_or(is_total) THEN sum(value) FILTER (WHERE is_total) ELSE sum(value) END::DOUBLE AS value,
    count(*) AS lines, max(as_of) AS as_of, arg_max(delivery_id, (as_of, delivery_id)) AS delivery_id,
    arg_max_null(sheet, (as_of, delivery_id, -row)) AS sheet, arg_max(row, (as_of, delivery_id, -row)) AS row
  FROM counted
  JOIN staging.delivery USING (delivery_id)
  GROUP BY ALL
),
month_of_days AS (
  SELECT
    indicator, unit, component, preference, series, region_code, 'month' AS period_type,
    date_trunc('month', period_start)::DATE AS period_start, last_day(period_start) AS period_end,
    sum(value) AS value, sum(lines) AS lines, max(as_of) AS as_of,
    arg_max(delivery_id, (as_of, delivery_id)) AS delivery_id,
    arg_max_null(sheet, (as_of, delivery_id, -row)) AS sheet, arg_max(row, (as_of, delivery_id, -row)) AS row
  FROM reported
  WHERE period_type = 'day'
  GROUP BY ALL
),
scope_month AS (
  SELECT
    scope.contract, region_code, series, "from", "to",
    unnest(range(date_trunc('month', "from"), "to" + INTERVAL 1 DAY, INTERVAL 1 MONTH))::DATE AS month
  FROM staging.scope
  JOIN staging.delivery USING (delivery_id)
  WHERE grain = 'day' AND retracted_reason IS NULL
),
month_scope AS (
  SELECT contract, region_code, series, month, min("from") AS covered_from, max("to") AS covered_to
  FROM scope_month
  GROUP BY ALL
),
stated AS (
  SELECT *, false AS added_up, period_end > left(as_of, 10)::DATE AS partial FROM reported WHERE period_type <> 'day'
  UNION ALL BY NAME
  SELECT
    month_of_days.*, true AS added_up,
    period_end > left(as_of, 10)::DATE OR month IS NULL OR covered_from > period_start OR covered_to < period_end AS partial
  FROM month_of_days
  LEFT JOIN month_scope
    ON month_scope.month = period_start AND month_scope.region_code = month_of_days.region_code
    AND month_scope.series = month_of_days.series
    AND month_scope.contract = CASE indicator WHEN 'visits' THEN 'visits' ELSE 'services' END
  ANTI JOIN reported
    ON reported.indicator = month_of_days.indicator AND reported.series = month_of_days.series
    AND reported.region_code = month_of_days.region_code AND reported.period_type = 'month'
    AND reported.period_start = month_of_days.period_start
),
chosen AS (
  SELECT * FROM stated
  WHERE value IS NOT NULL
  QUALIFY row_number() OVER (
    PARTITION BY indicator, component, region_code, period_start, period_end ORDER BY preference, as_of DESC, delivery_id
  ) = 1
),
in_year AS (
  SELECT *, row_number() OVER (PARTITION BY indicator, component, region_code, year(period_start) ORDER BY period_start) AS nth
  FROM chosen
  WHERE period_type = 'month' AND NOT partial
),
-- Twelve months make a year; the months since January, without a gap, are what was counted so far.
so_far AS (
  SELECT
    indicator, unit, component, region_code, make_date(year(period_start), 1, 1) AS period_start,
    max(period_end) AS period_end, sum(value) AS value, sum(lines) AS lines, max(as_of) AS as_of,
    arg_max(delivery_id, (as_of, delivery_id)) AS delivery_id,
    arg_max_null(sheet, (as_of, delivery_id, -row)) AS sheet, arg_max(row, (as_of, delivery_id, -row)) AS row,
    count(*) AS months, true AS added_up, count(*) < 12 AS partial
  FROM in_year
  WHERE month(period_start) = nth
  GROUP BY indicator, unit, component, region_code, year(period_start)
)
SELECT
  indicator, component, region_code, unit, period_start, period_end, false AS cumulative, partial, value, lines, added_up,
  NULL::VARCHAR AS made_of, delivery_id, sheet, row
FROM chosen
UNION ALL BY NAME
SELECT
  indicator, component, region_code, unit, period_start, period_end, partial AS cumulative, partial, value, lines, added_up,
  'month' AS made_of, delivery_id, sheet, row
FROM so_far
ANTI JOIN chosen
  ON chosen.indicator = so_far.indicator AND chosen.component = so_far.component
  AND chosen.region_code = so_far.region_code AND chosen.period_start = so_far.period_start
  AND (chosen.period_end = so_far.period_end OR (chosen.period_type = 'year' AND NOT chosen.partial))
WHERE months > 1
