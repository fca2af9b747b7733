with sections as (

    select count(*) as sections from {{ ref('base_maestroqa_sections') }} where not _is_gone

),

mart as (

    select count(*) as mart_rows from {{ ref('maestroqa_sections') }}

)

select sections.sections, mart.mart_rows
from sections
cross join mart
where sections.sections <> mart.mart_rows
