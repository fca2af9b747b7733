{{ config(materialized='incremental', unique_key='snapshot_date') }}

with memberships as (

    select
        *,
        case when agent_id is null then lower(agent_email) end as email_without_id,
        case when group_name <> 'All Agents' then group_name end as team
    from {{ ref('flt_maestroqa_groups') }}
    {%- if is_incremental() %}
    where _built_at > {{ last_built() }}
    {%- endif %}

),

final as (

    select
        {{ surrogate_key(['snapshot_date', 'agent_id', 'email_without_id']) }} as agent_team_id,
        snapshot_date,
        agent_id,
        coalesce(min(lower(agent_email)), agent_id) as agent,
        min(agent_name) as agent_name,
        min(team) as group_name,
        count(distinct team) as teams,
        {{ built_at() }}
    from memberships
    group by snapshot_date, agent_id, email_without_id

)

select * from final
