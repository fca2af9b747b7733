{{ config(materialized='incremental', unique_key='snapshot_date') }}

with groups as (

    select * from {{ ref('stg_maestroqa_groups') }}
    {%- if is_incremental() %}
    where _built_at > {{ last_built() }}
    {%- endif %}

),

flattened as (

    select
        groups.snapshot_date,
        groups.group_name,
        groups.group_id,
        groups.agent_name,
        groups.agent_email,
        nullif(trim(parts.agent_id), '') as agent_id,
        groups.available
    from {{ each_part('groups', 'groups.agent_ids', 'agent_id') }}

),

keyed as (

    select
        {{ surrogate_key(['snapshot_date', 'group_id', 'group_name', 'agent_email', 'agent_id']) }} as membership_id,
        *
    from flattened

),

final as (

    select
        membership_id,
        snapshot_date,
        group_name,
        group_id,
        max(agent_name) as agent_name,
        agent_email,
        agent_id,
        max(cast(available as integer)) = 1 as available,
        {{ built_at() }}
    from keyed
    group by membership_id, snapshot_date, group_name, group_id, agent_email, agent_id

)

select * from final
