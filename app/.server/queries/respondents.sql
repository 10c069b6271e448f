-- grain: one row per survey score of which the sources say how many people were asked
SELECT score.observation_id, asked.value::INTEGER AS respondents
FROM observation AS score
JOIN observation AS asked
  ON asked.region_code = score.region_code AND asked.period = score.period
  AND asked.indicator = 'ikm_respondents' AND asked.component = 'total'
WHERE list_contains(from_json($ids::JSON, '["VARCHAR"]'), score.observation_id)
  AND asked.claim = 'preferred' AND asked.status = 'normal' AND asked.qualifier IN ('exact', 'rounded')
  AND asked.value >= 1
QUALIFY row_number() OVER (PARTITION BY score.observation_id ORDER BY asked.observation_id) = 1
