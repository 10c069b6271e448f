-- grain: one row per closure of a mall, with the reopening that followed it
SELECT closed.mall_code, closed.date_to::VARCHAR AS closed_on, min(opened.date_from)::VARCHAR AS reopened_on
FROM mall_event AS closed
LEFT JOIN mall_event AS opened
  ON opened.mall_code = closed.mall_code AND opened.event_type = 'reopening'
  AND opened.claim = 'preferred' AND NOT opened.planned AND opened.date_from >= closed.date_to
WHERE closed.event_type = 'closure' AND closed.claim = 'preferred' AND NOT closed.planned
  AND closed.date_to IS NOT NULL
GROUP BY closed.event_id, closed.mall_code, closed.date_to
ORDER BY closed.mall_code, closed_on
