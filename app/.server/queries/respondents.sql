-- grain: one row per survey score, with how many people were asked and served, where the sources say so
SELECT
  score.observation_id,
  asked.value::INTEGER AS respondents,
  asked.observation_id AS respondents_id,
  survey.population::INTEGER AS population
FROM observation AS score
LEFT JOIN observation AS asked
  ON asked.indicator = $respondents AND asked.component = 'total' AND asked.claim = 'preferred'
  AND asked.status = 'normal' AND asked.qualifier IN ('exact', 'rounded') AND asked.value >= 1
  AND asked.region_code = score.region_code
  AND asked.period_start = score.period_start AND asked.period_end = score.period_end
LEFT JOIN survey
  ON survey.unit IS NULL AND survey.mall_code = score.region_code
  AND survey.period_start = score.period_start AND survey.period_end = score.period_end
WHERE list_contains(from_json($ids::JSON, '["VARCHAR"]'), score.observation_id)
QUALIFY row_number() OVER (PARTITION BY score.observation_id ORDER BY asked.observation_id) = 1
