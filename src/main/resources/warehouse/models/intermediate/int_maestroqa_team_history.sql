{{ config(materialized='incremental', unique_key='agent') }}

with snapshot_days as (

    select
        *,
        row_number() over (order by snapshot_date) as day_number
    from {{ ref('int_maestroqa_snapshot_days') }}

),

agent_teams as (

    select * from {{ ref('int_maestroqa_agent_teams') }}
    where agent is not null

),

{% if is_incremental() -%}
new_days as (

    select snapshot_date from snapshot_days where _built_at > {{ last_built() }}

),

found as (

    select
        agent,
        snapshot_date,
        coalesce(min(group_name), 'No team') as group_name
    from agent_teams
    where snapshot_date in (select snapshot_date from new_days)
    group by agent, snapshot_date

),

known as (

    select
        history.agent,
        new_days.snapshot_date,
        history.group_name
    from {{ this }} as history
    inner join new_days
        on new_days.snapshot_date >= history.valid_from
        and new_days.snapshot_date < history.valid_to

),

changed as (

    select distinct coalesce(found.agent, known.agent) as agent
    from found
    full outer join known
        on known.agent = found.agent
        and known.snapshot_date = found.snapshot_date
    where known.group_name is distinct from found.group_name

),

{% endif -%}
days as (

    select
        agent_teams.agent,
        snapshot_days.day_number,
        snapshot_days.valid_from,
        snapshot_days.valid_to,
        max(agent_teams.agent_name) as agent_name,
        coalesce(min(agent_teams.group_name), 'No team') as group_name
    from agent_teams
    inner join snapshot_days on snapshot_days.snapshot_date = agent_teams.snapshot_date
    {%- if is_incremental() %}
    where agent_teams.agent in (select agent from changed)
    {%- endif %}
    group by agent_teams.agent, snapshot_days.day_number, snapshot_days.valid_from, snapshot_days.valid_to

),

islands as (

    select
        *,
        day_number - row_number() over (partition by agent, group_name order by day_number) as island
    from days

),

periods as (

    select
        agent,
        group_name,
        min(valid_from) as valid_from,
        max(valid_to) as valid_to
    from islands
    group by agent, group_name, island

),

final as (

    {% if is_incremental() -%}
    select
        changed.agent,
        periods.group_name,
        periods.valid_from,
        periods.valid_to,
        {{ built_at() }}
    from changed
    left join periods on periods.agent = changed.agent
    {%- else -%}
    select
        *,
        {{ built_at() }}
    from periods
    {%- endif %}

)

select * from final
