{#- A run was loaded again without these grades: build wide_maestroqa+ and maestroqa_sections+ with full-refresh. -#}
with gone_grades as (

    select grade_id from {{ ref('base_maestroqa_grades') }} where _is_gone

),

gone_sections as (

    select grade_id from {{ ref('base_maestroqa_sections') }} where _is_gone

)

select 'wide_maestroqa' as model, grade_id, gradable_id
from {{ ref('wide_maestroqa') }}
where grade_id in (select grade_id from gone_grades)
union all
select 'maestroqa_sections' as model, grade_id, gradable_id
from {{ ref('maestroqa_sections') }}
where grade_id in (select grade_id from gone_sections)
