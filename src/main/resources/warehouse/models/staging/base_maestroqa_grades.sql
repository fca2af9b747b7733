{{ config(materialized='incremental', unique_key='grade_id') }}

with {{ versions_to_rank(ref('base_maestroqa_total_scores')) }},

ranked as (

    select
        versions.grade_id,
        versions._load,
        versions._row,
        loads.is_live,
        {{ week_of('versions.date_graded') }} as graded_week,
        count(*) over (partition by versions.grade_id) as version_count,
        row_number() over (
            partition by versions.grade_id
            order by loads.is_live desc, loads.interval_end desc, versions.date_graded desc nulls last, versions._row desc, loads._run desc
        ) as version_rank
    from versions
    inner join loads on loads._load = versions._load
    {%- if is_incremental() %}
    where versions.grade_id in (select grade_id from touched)
    {%- endif %}

),

several_weeks as (

    select
        grade_id,
        array_agg(distinct coalesce(graded_week, {{ no_week() }})) as graded_weeks
    from ranked
    where version_count > 1
    group by grade_id

),

newest as (

    select * from ranked where version_rank = 1

),

final as (

    select
        newest.grade_id,
        newest._load,
        newest._row,
        newest.version_count as _versions,
        several_weeks.graded_weeks as _graded_weeks,
        not newest.is_live as _is_gone,
        {{ built_at() }}
    from newest
    left join several_weeks on several_weeks.grade_id = newest.grade_id

)

select * from final
