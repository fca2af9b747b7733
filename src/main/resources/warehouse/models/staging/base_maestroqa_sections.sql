{{ config(materialized='incremental', unique_key='grade_id') }}

with {{ versions_to_rank(ref('base_maestroqa_section_scores')) }},

ranked as (

    select
        versions.grade_id,
        versions.section_id,
        versions._load,
        versions._row,
        loads.is_live,
        rank() over (
            partition by versions.grade_id
            order by loads.is_live desc, loads.interval_end desc, versions.date_graded desc nulls last, loads._run desc
        ) as version_rank,
        row_number() over (
            partition by versions.grade_id, versions.section_id, versions._load, versions.date_graded
            order by versions._row desc
        ) as copy_rank
    from versions
    inner join loads on loads._load = versions._load
    {%- if is_incremental() %}
    where versions.grade_id in (select grade_id from touched)
    {%- endif %}

),

final as (

    select
        grade_id,
        section_id,
        _load,
        _row,
        not is_live as _is_gone,
        {{ built_at() }}
    from ranked
    where version_rank = 1 and copy_rank = 1

)

select * from final
