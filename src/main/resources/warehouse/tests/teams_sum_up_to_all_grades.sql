with teams as (

    select coalesce(sum(grades), 0) as team_grades from {{ ref('maestroqa_team_scores') }}

),

mart as (

    select count(*) as mart_rows from {{ ref('wide_maestroqa') }}

)

select teams.team_grades, mart.mart_rows
from teams
cross join mart
where teams.team_grades <> mart.mart_rows
