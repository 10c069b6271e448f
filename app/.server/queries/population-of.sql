-- grain: one row per region and year: its population, with the file and row that say so
SELECT population.population, delivery.file_name, population.row
FROM population
JOIN delivery USING (delivery_id)
WHERE population.region_code = $region_code AND population.period_type = 'year'
  AND year(population.period_end) = $year AND population.population > 0
