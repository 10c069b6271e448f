-- grain: one row per observation of a whole year with the population of its region in that year
SELECT observation.observation_id, observation.value, people.value AS population, people.observation_id AS population_id
FROM observation
JOIN observation AS people
  ON people.indicator = 'population' AND people.component = 'total' AND people.region_code = observation.region_code
  AND people.period_type = 'year' AND people.year = observation.year
  AND people.claim = 'preferred' AND people.status = 'normal' AND people.value > 0
WHERE list_contains(from_json($ids::JSON, '["VARCHAR"]'), observation.observation_id)
  AND observation.status = 'normal' AND NOT observation.partial
