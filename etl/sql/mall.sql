-- grain: one row per mall, with its state and first dates as its preferred events tell them
CREATE OR REPLACE TABLE mart.mall AS
WITH happened AS (
  SELECT
    mall_code, event_type, stated_on, date_from, date_to, precision, coalesce(date_from, date_to) AS known_on,
    event_type IN ('trial', 'soft_launch', 'local_inauguration', 'operating') AS is_service,
    event_type = 'ministry_inauguration' AS is_ceremony,
    event_type IN ('move', 'reopening') AS is_return
  FROM mart.mall_event
  WHERE claim = 'preferred' AND NOT planned
),
first_service AS (
  -- Of events that begin on the same day the one that is known best says when; the rest of the order is only for certainty.
  SELECT * FROM happened
  WHERE known_on IS NOT NULL AND (is_service OR is_ceremony)
  QUALIFY row_number() OVER (
    PARTITION BY mall_code
    ORDER BY known_on, is_ceremony, date_from IS NULL, precision <> 'day', event_type
  ) = 1
),
inauguration AS (
  SELECT * FROM happened
  WHERE is_ceremony
  QUALIFY row_number() OVER (PARTITION BY mall_code ORDER BY known_on, stated_on) = 1
),
last_event AS (
  SELECT * FROM happened
  WHERE known_on IS NOT NULL AND (is_service OR is_ceremony OR is_return OR event_type = 'closure')
  QUALIFY row_number() OVER (PARTITION BY mall_code ORDER BY known_on DESC, event_type = 'closure', event_type) = 1
),
told AS (
  SELECT mall_code, count(*) AS events FROM mart.mall_event WHERE claim = 'preferred' GROUP BY mall_code
),
evidence AS (
  SELECT mall_code, bool_or(is_service OR is_return) AS served, bool_or(is_ceremony) AS inaugurated
  FROM happened
  GROUP BY mall_code
)
SELECT
  mall.mall_code, mall.region_code, mall.name,
  CASE
    WHEN told.events IS NULL THEN 'unknown'
    WHEN last_event.event_type = 'closure' THEN 'closed'
    WHEN evidence.served THEN 'open'
    WHEN evidence.inaugurated THEN 'inaugurated'
    ELSE 'planned'
  END AS state,
  first_service.stated_on AS first_service_on,
  -- The ministry's ceremony comes weeks to years after the first service: on its own it says only "by that day".
  CASE WHEN first_service.is_ceremony THEN 'by' ELSE first_service.precision END AS first_service_precision,
  inauguration.stated_on AS inaugurated_on,
  inauguration.precision AS inaugurated_precision,
  mall.address, mall.source_id, mall.note,
  -- Between which days it happened, as far as anyone knows.
  CASE WHEN first_service_precision <> 'by' THEN first_service.date_from END AS first_service_from,
  first_service.date_to AS first_service_to,
  inauguration.date_from AS inaugurated_from,
  inauguration.date_to AS inaugurated_to,
  -- The day before which the mall certainly did not serve; unknown where only "by" is known.
  CASE
    WHEN state = 'planned' THEN DATE '9999-12-31'
    WHEN first_service_precision <> 'by' THEN first_service.date_from
  END AS not_before
FROM staging.mall
LEFT JOIN told USING (mall_code)
LEFT JOIN evidence USING (mall_code)
LEFT JOIN first_service USING (mall_code)
LEFT JOIN inauguration USING (mall_code)
LEFT JOIN last_event USING (mall_code)
