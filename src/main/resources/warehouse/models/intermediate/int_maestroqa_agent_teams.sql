with memberships as (

    select * from {{ ref('flt_maestroqa_groups') }}
    where agent_id is not null and group_name <> 'All Agents'

),

snapshots as (

    select distinct snapshot_date from {{ ref('flt_maestroqa_groups') }}

),

spans as (

    select
        snapshot_date,
        case
            when lag(snapshot_date) over (order by snapshot_date) is null then date '0001-01-01'
            else snapshot_date
        end as valid_from,
        coalesce(lead(snapshot_date) over (order by snapshot_date), date '9999-12-31') as valid_to
    from snapshots

),

teams as (

    select
        snapshot_date,
        agent_id,
        min(group_name) as group_name,
        count(distinct group_name) as teams
    from memberships
    group by snapshot_date, agent_id

),

final as (

    select
        {{ surrogate_key(['teams.agent_id', 'spans.valid_from']) }} as agent_team_id,
        teams.agent_id,
        teams.group_name,
        teams.teams,
        spans.valid_from,
        spans.valid_to
    from teams
    inner join spans on spans.snapshot_date = teams.snapshot_date

)

select * from final
