{{ config(materialized='table') }}

with snapshots as (

    select
        *,
        cast(interval_start as date) as snapshot_date
    from {{ ref('stg_maestroqa_loads') }}
    where source_table = 'groups' and is_live

),

ranked as (

    select
        snapshot_date,
        _load,
        max(_touched_at) over (partition by snapshot_date) as _built_at,
        row_number() over (partition by snapshot_date order by interval_end desc, _run desc) as snapshot_rank
    from snapshots

),

final as (

    select
        snapshot_date,
        case
            when lag(snapshot_date) over (order by snapshot_date) is null then date '0001-01-01'
            else snapshot_date
        end as valid_from,
        coalesce(lead(snapshot_date) over (order by snapshot_date), date '9999-12-31') as valid_to,
        row_number() over (order by snapshot_date) as day_number,
        _load,
        _built_at
    from ranked
    where snapshot_rank = 1

)

select * from final
