-- grain: one row per made-up mall and whole month since it opened, with the visits of that month
CREATE OR REPLACE TABLE staging.synthetic_month AS
WITH month AS (
  SELECT
    region_code, monthly, agencies, opened,
    unnest(generate_series(
      date_trunc('month', opened) + INTERVAL 1 MONTH, make_date(last_year, 12, 1)::TIMESTAMP, INTERVAL 1 MONTH
    ))::DATE AS month
  FROM staging.synthetic_mall, staging.synthetic_rule
)
SELECT
  region_code, month, agencies,
  greatest(5, round(
    monthly
    * (1 - 0.5 * exp(-date_diff('month', opened, month) / 6.0))
    * 1.05 ** (year(month) - 2020)
    * [1.1, 1.0, 0.95, 0.8, 1.0, 1.05, 1.15, 1.05, 1.0, 1.0, 0.95, 0.85][month(month)]
    * CASE WHEN month BETWEEN DATE '2020-04-01' AND DATE '2020-07-01' THEN 0.4 ELSE 1 END
    * (0.85 + 0.3 * staging.synthetic_uniform(concat_ws('|', seed, 'visits', region_code, month)))
  ))::INTEGER AS visits
FROM month, staging.synthetic_rule
