with revised as (

    select
        grade_id,
        max(version) as versions
    from {{ ref('maestroqa_revisions') }}
    group by grade_id

),

grades as (

    select grade_id, _versions from {{ ref('base_maestroqa_grades') }} where _versions > 1

)

select revised.grade_id, revised.versions, grades._versions
from revised
left join grades on grades.grade_id = revised.grade_id
where revised.versions > coalesce(grades._versions, 0)
