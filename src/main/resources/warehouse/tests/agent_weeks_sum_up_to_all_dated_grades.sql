with weeks as (

    select coalesce(sum(grades), 0) as week_grades from {{ ref('maestroqa_agent_weeks') }}

),

mart as (

    select count(graded_dt) as dated_grades from {{ ref('wide_maestroqa') }}

)

select weeks.week_grades, mart.dated_grades
from weeks
cross join mart
where weeks.week_grades <> mart.dated_grades
