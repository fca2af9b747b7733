with grades as (

    select count(distinct grade_id) as grades from {{ ref('stg_maestroqa_total_scores') }}

),

mart as (

    select count(*) as mart_rows from {{ ref('wide_maestroqa') }}

)

select grades.grades, mart.mart_rows
from grades
cross join mart
where grades.grades <> mart.mart_rows
