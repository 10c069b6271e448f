-- grain: one row per region, indicator of its investment or people, component, basis and period, as reported or added up
CREATE OR REPLACE TABLE staging.region_total AS
WITH reported AS (
  SELECT
    region_code, component, basis, currency, period_type, period_start, period_end, cumulative,
    cumulative OR period_end > left(as_of, 10)::DATE AS partial,
    value::DOUBLE AS value, projects, 1 AS lines, false AS added_up, NULL::VARCHAR AS made_of, as_of, delivery_id, sheet, row
  FROM staging.delivered_investment
  JOIN staging.delivery USING (delivery_id)
  WHERE outcome = 'published'
),
parted AS (
  SELECT
    region_code, 'total' AS component, basis, currency, period_type, period_start, period_end, cumulative,
    bool_or(partial) AS partial, sum(value) AS value,
    CASE WHEN list_has_all(list(component) FILTER (WHERE projects IS NOT NULL), ['pma', 'pmdn']) THEN sum(projects)::INTEGER END AS projects,
    count(*) AS lines, true AS added_up, 'component' AS made_of, max(as_of) AS as_of, arg_max(delivery_id, (as_of, delivery_id)) AS delivery_id,
    arg_max_null(sheet, (as_of, delivery_id, -row)) AS sheet, arg_max(row, (as_of, delivery_id, -row)) AS row
  FROM reported
  WHERE component <> 'total' AND (component <> 'umk' OR basis <> 'lkpm')
  GROUP BY ALL
  HAVING list_has_all(list(component) FILTER (WHERE value IS NOT NULL), ['pma', 'pmdn'])
),
stated AS (
  FROM reported
  UNION ALL BY NAME
  SELECT parted.* FROM parted
  ANTI JOIN reported
    ON reported.component = 'total' AND reported.region_code = parted.region_code AND reported.basis = parted.basis
    AND reported.currency = parted.currency AND reported.cumulative = parted.cumulative
    AND reported.period_start = parted.period_start AND reported.period_end = parted.period_end
),
year_of_parts AS (
  SELECT
    region_code, component, basis, currency, 'year' AS period_type,
    make_date(year(period_end), 1, 1) AS period_start, make_date(year(period_end), 12, 31) AS period_end,
    false AS cumulative, bool_or(partial) AS partial, sum(value) AS value, NULL::INTEGER AS projects,
    sum(lines) AS lines, true AS added_up, part.period_type AS made_of, max(as_of) AS as_of,
    arg_max(delivery_id, (as_of, delivery_id)) AS delivery_id,
    arg_max_null(sheet, (as_of, delivery_id, -row)) AS sheet, arg_max(row, (as_of, delivery_id, -row)) AS row
  FROM stated AS part
  WHERE period_type IN ('quarter', 'semester') AND NOT cumulative AND value IS NOT NULL
  GROUP BY region_code, component, basis, currency, year(period_end), part.period_type
  HAVING count(*) = CASE part.period_type WHEN 'quarter' THEN 4 ELSE 2 END
),
summed AS (
  FROM stated
  UNION ALL BY NAME
  SELECT year_of_parts.* FROM year_of_parts
  ANTI JOIN stated
    ON stated.component = year_of_parts.component AND stated.region_code = year_of_parts.region_code
    AND stated.basis = year_of_parts.basis AND stated.currency = year_of_parts.currency
    AND stated.period_start = year_of_parts.period_start AND stated.period_end = year_of_parts.period_end
  QUALIFY row_number() OVER (
    PARTITION BY region_code, component, basis, currency, year_of_parts.period_end ORDER BY lines DESC, as_of DESC
  ) = 1
)
SELECT
  'realised_investment' AS indicator, component, basis, region_code, 'rupiah' AS unit, period_start, period_end,
  cumulative, partial, value, lines, added_up, made_of, delivery_id, sheet, row
FROM summed WHERE currency = 'rupiah' AND value IS NOT NULL
UNION ALL BY NAME
SELECT
  'realised_investment_usd' AS indicator, component, basis, region_code, 'usd' AS unit, period_start, period_end,
  cumulative, partial, value, lines, added_up, made_of, delivery_id, sheet, row
FROM summed WHERE currency = 'usd' AND component = 'pma' AND value IS NOT NULL
UNION ALL BY NAME
SELECT
  'investment_projects' AS indicator, component, basis, region_code, 'projects' AS unit, period_start, period_end,
  cumulative, partial, projects::DOUBLE AS value, lines, added_up, made_of, delivery_id, sheet, row
-- Of one period PMA and PMDN add up; over periods they do not, since a project reports in each.
FROM stated WHERE projects IS NOT NULL AND component = 'total' AND currency = 'rupiah'
UNION ALL BY NAME
SELECT
  'population' AS indicator, 'total' AS component, 'none' AS basis, region_code, 'persons' AS unit, period_start, period_end,
  false AS cumulative, false AS partial, population::DOUBLE AS value, 1 AS lines, false AS added_up,
  NULL::VARCHAR AS made_of, delivery_id, sheet, row
FROM staging.delivered_population WHERE outcome = 'published' AND population IS NOT NULL
