with grades as (

    select count(*) as grades from {{ ref('base_maestroqa_grades') }} where not _is_gone

),

mart as (

    select count(*) as mart_rows from {{ ref('wide_maestroqa') }}

)

select grades.grades, mart.mart_rows
from grades
cross join mart
where grades.grades <> mart.mart_rows
