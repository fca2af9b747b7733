with source as (

    select * from {{ source('maestroqa', 'groups') }}

),

final as (

    select
        cast(substring(_interval_start, 1, 10) as date) as snapshot_date,
        {{ as_text('group_name') }} as group_name,
        {{ as_text('group_id') }} as group_id,
        {{ as_text('agent_name') }} as agent_name,
        {{ as_text('agent_email') }} as agent_email,
        {{ as_text('agent_ids') }} as agent_ids,
        {{ as_boolean('available') }} as available
    from source

)

select * from final
