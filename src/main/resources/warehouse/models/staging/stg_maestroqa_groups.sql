{{ config(materialized='incremental', unique_key='snapshot_date') }}

with loaded as (

    {{ loaded('groups') }}

),

snapshot_days as (

    select * from {{ ref('int_maestroqa_snapshot_days') }}

),

final as (

    select
        snapshot_days.snapshot_date,
        {{ as_text('loaded.group_name') }} as group_name,
        {{ as_text('loaded.group_id') }} as group_id,
        {{ as_text('loaded.agent_name') }} as agent_name,
        {{ as_text('loaded.agent_email') }} as agent_email,
        {{ as_text('loaded.agent_ids') }} as agent_ids,
        {{ as_boolean('loaded.available') }} as available,
        loaded.load_number as _load,
        {{ built_at() }}
    from loaded
    inner join snapshot_days on snapshot_days._load = loaded.load_number

)

select * from final
