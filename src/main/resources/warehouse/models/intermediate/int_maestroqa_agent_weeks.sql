{{ config(materialized='incremental', unique_key='week') }}

with {{ weeks_to_build() }},

snapshot_days as (

    select * from {{ ref('int_maestroqa_snapshot_days') }}

),

week_sums as (

    select * from {{ ref('int_maestroqa_week_sums') }}
    where grades is not null and week in (select week from weeks)

),

graded as (

    select
        week,
        agent,
        max(agent_name) as agent_name,
        {{ score_sums() }}
    from week_sums
    group by week, agent

),

living_weeks as (

    select week from graded
    union
    select {{ week_of('snapshot_date') }} as week from snapshot_days

),

week_days as (

    select
        weeks.week,
        snapshot_days.snapshot_date
    from weeks
    inner join living_weeks on living_weeks.week = weeks.week
    inner join snapshot_days
        on snapshot_days.valid_from < weeks.week + 7
        and snapshot_days.valid_to > weeks.week
    where weeks.week <> {{ no_week() }}

),

agent_teams as (

    select * from {{ ref('int_maestroqa_agent_teams') }}
    where snapshot_date in (select snapshot_date from week_days)
        and group_name is not null
        and agent is not null

),

memberships as (

    select
        week_days.week,
        agent_teams.agent,
        agent_teams.agent_name,
        agent_teams.group_name,
        row_number() over (
            partition by week_days.week, agent_teams.agent
            order by agent_teams.snapshot_date desc, agent_teams.group_name, agent_teams.agent_name
        ) as membership_rank
    from week_days
    inner join agent_teams on agent_teams.snapshot_date = week_days.snapshot_date

),

members as (

    select * from memberships where membership_rank = 1

),

people as (

    select
        coalesce(members.week, graded.week) as week,
        coalesce(members.agent, graded.agent, 'Unknown') as agent,
        coalesce(members.agent_name, graded.agent_name) as agent_name,
        coalesce(members.group_name, 'No team') as group_name,
        coalesce(graded.grades, 0) as grades,
        coalesce(graded.scored_grades, 0) as scored_grades,
        graded.percents,
        graded.scores,
        graded.max_scores
    from members
    full outer join graded
        on graded.week = members.week
        and graded.agent = members.agent

),

final as (

    select
        weeks.week,
        people.agent,
        people.agent_name,
        people.group_name,
        people.grades,
        people.scored_grades,
        people.percents,
        people.scores,
        people.max_scores,
        {{ built_at() }}
    from weeks
    left join people on people.week = weeks.week

)

select * from final
