{{ config(materialized='incremental', unique_key='grade_id') }}

with grades as (

    select * from {{ ref('base_maestroqa_grades') }}
    where _versions > 1
    {%- if is_incremental() %}
        and _built_at > {{ last_built() }}
    {%- endif %}

),

loads as (

    select * from {{ ref('stg_maestroqa_loads') }}

),

versions as (

    select
        versions.grade_id,
        versions.rubric_score,
        versions.max_rubric_score,
        versions.date_graded,
        versions.date_reported_as,
        versions._row,
        loads._run,
        loads.interval_start,
        loads.interval_end
    from {{ ref('base_maestroqa_total_scores') }} as versions
    inner join loads on loads._load = versions._load
    where loads.is_live
        and versions.grade_id in (select grade_id from grades)

),

paired as (

    select
        *,
        row_number() over one_grade as nth,
        lag(rubric_score) over one_grade as old_score,
        lag(max_rubric_score) over one_grade as old_max_score,
        lag(date_graded) over one_grade as old_date_graded,
        lag(date_reported_as) over one_grade as old_date_reported_as,
        lag(interval_start) over one_grade as old_interval_start,
        lag(interval_end) over one_grade as old_interval_end
    from versions
    window one_grade as (partition by grade_id order by interval_end, date_graded nulls first, _row, _run)

),

revisions as (

    select
        *,
        1 + row_number() over (partition by grade_id order by nth) as version
    from paired
    where nth > 1
        and (
            rubric_score is distinct from old_score
            or max_rubric_score is distinct from old_max_score
            or date_graded is distinct from old_date_graded
        )

),

final as (

    select
        grades.grade_id,
        revisions.version,
        revisions.old_score,
        revisions.rubric_score as new_score,
        revisions.old_max_score,
        revisions.max_rubric_score as new_max_score,
        revisions.date_graded as revised_at,
        revisions.old_date_reported_as as date_reported_as,
        cast(revisions.date_graded as date) - cast(revisions.old_date_reported_as as date) as days_after_report,
        revisions.old_interval_start,
        revisions.old_interval_end,
        revisions.interval_start as new_interval_start,
        revisions.interval_end as new_interval_end,
        {{ built_at() }}
    from grades
    left join revisions on revisions.grade_id = grades.grade_id

)

select * from final
