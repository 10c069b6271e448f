-- grain: one row per mall: the years in which it first served and was inaugurated, where they are certain
SELECT
  mall.mall_code,
  -- "On or before" does not say in which year.
  any_value(CASE
    WHEN mall.first_service_precision IN ('day', 'about_day', 'month', 'year') THEN year(mall.first_service_on)
  END)::INTEGER AS service,
  min(year(mall_event.date_from)) FILTER (WHERE year(mall_event.date_from) = year(mall_event.date_to))::INTEGER
    AS inauguration
FROM mall
LEFT JOIN mall_event
  ON mall_event.mall_code = mall.mall_code AND mall_event.event_type = 'ministry_inauguration'
  AND mall_event.claim = 'preferred' AND NOT mall_event.planned
GROUP BY mall.mall_code
