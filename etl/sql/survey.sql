-- grain: one row per service unit (null: the whole mall) and survey period
CREATE OR REPLACE TABLE mart.survey AS
SELECT
  survey.region_code, mall.mall_code, unit, period, period_type, period_start, period_end,
  respondents, population, requirements, procedure, time, cost, product, competence, behaviour, complaints, facilities,
  answer_total, ikm_published, ikm_recomputed, weight, difference, flagged, grade, status,
  responses_delivery_id, delivery_id, sheet, row
FROM staging.survey
LEFT JOIN staging.mall ON mall.mall_code = survey.region_code
