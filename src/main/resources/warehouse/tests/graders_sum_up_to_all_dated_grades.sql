with graders as (

    select coalesce(sum(grades), 0) as grader_grades from {{ ref('maestroqa_graders') }}

),

mart as (

    select count(graded_dt) as dated_grades from {{ ref('wide_maestroqa') }}

)

select graders.grader_grades, mart.dated_grades
from graders
cross join mart
where graders.grader_grades <> mart.dated_grades
