{{ config(materialized='incremental', unique_key='snapshot_date', on_schema_change='sync_all_columns') }}

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
        row_number() over (partition by snapshot_date order by interval_end desc, _run desc) as snapshot_rank
    from snapshots

),

days as (

    select
        snapshot_date,
        case
            when lag(snapshot_date) over (order by snapshot_date) is null then date '0001-01-01'
            else snapshot_date
        end as valid_from,
        coalesce(lead(snapshot_date) over (order by snapshot_date), date '9999-12-31') as valid_to,
        _load
    from ranked
    where snapshot_rank = 1

),

final as (

    {% if is_incremental() -%}
    select
        days.*,
        coalesce(known._built_at, {{ now() }}) as _built_at
    from days
    left join {{ this }} as known
        on known.snapshot_date = days.snapshot_date
        and known._load = days._load
    where known._built_at is null
        or known.valid_from <> days.valid_from
        or known.valid_to <> days.valid_to
    {%- else -%}
    select
        *,
        {{ built_at() }}
    from days
    {%- endif %}

)

select * from final
