-- grain: one row per observation of a whole year with the population of its region in that year
SELECT observation.observation_id, observation.value, population.population
FROM observation
JOIN population ON population.region_code = observation.region_code
  AND population.period_type = 'year' AND year(population.period_end) = observation.year
WHERE list_contains(from_json($ids::JSON, '["VARCHAR"]'), observation.observation_id)
  AND observation.status = 'normal' AND NOT observation.partial AND population.population > 0
