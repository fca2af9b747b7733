{{ config(materialized='incremental', unique_key='week') }}

with week_sums as (

    select * from {{ ref('int_maestroqa_week_sums') }}
    {%- if is_incremental() %}
    where _built_at > {{ last_built() }}
    {%- endif %}

),

snapshot_days as (

    select * from {{ ref('int_maestroqa_snapshot_days') }}
    {%- if is_incremental() %}
    where _built_at > {{ last_built() }}
    {%- endif %}

),

weeks as (

    select week from week_sums
    union
    select {{ week_of('snapshot_date') }} as week from snapshot_days
    {%- if is_incremental() %}
    union
    select known.week
    from {{ this }} as known
    inner join snapshot_days
        on known.week < snapshot_days.valid_to
        and known.week + 7 > snapshot_days.valid_from
    {%- endif %}

),

final as (

    select
        week,
        {{ built_at() }}
    from weeks

)

select * from final
