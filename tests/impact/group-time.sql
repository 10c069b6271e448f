-- grain: one row per cohort and period: effect on the cohort, never treated units as comparison, universal base
with change as (
  select p.region, p.open_year, p.year, p.log_inv - b.log_inv as change, c.cohort
  from panel p
  join (select distinct open_year as cohort from panel where open_year > 0) c on p.open_year in (0, c.cohort)
  join panel b on b.region = p.region and b.year = c.cohort - 1
)
select
  cohort,
  year,
  avg(change) filter (where open_year = cohort) - avg(change) filter (where open_year = 0) as effect,
  sqrt(
    var_pop(change) filter (where open_year = cohort) / count(*) filter (where open_year = cohort)
    + var_pop(change) filter (where open_year = 0) / count(*) filter (where open_year = 0)
  ) as error
from change
group by cohort, year
order by cohort, year
