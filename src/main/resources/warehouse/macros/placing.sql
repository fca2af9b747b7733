{#-
    Common tables that give grades the team of their day: grades (what is to be placed), places (one row per grade with agent, group_name and country).
    To be placed anew are grades that came or changed, grades of days whose snapshot came or changed, and grades of teams whose country changed.
-#}
{% macro placing(relation) -%}
snapshot_days as (

    select * from {{ ref('int_maestroqa_snapshot_days') }}

),

countries as (

    select * from {{ ref('team_countries_history') }}

),

{% if is_incremental() -%}
new_days as (

    select valid_from, valid_to from snapshot_days where _built_at > {{ last_built() }}

),

moved as (

    select placed.grade_id
    from {{ this }} as placed
    inner join new_days
        on placed._team_day >= new_days.valid_from
        and placed._team_day < new_days.valid_to
    where placed._team_day >= (select min(valid_from) from new_days)
    union
    select grade_id
    from {{ this }}
    where group_name in (
        select group_name from countries where dbt_valid_from > {{ last_built() }} or dbt_valid_to > {{ last_built() }}
    )

),

new_grades as (

    select * from {{ relation }} where _built_at > {{ last_built() }}

),

to_place as (

    select * from new_grades
    union all
    select * from {{ relation }}
    where grade_id in (select grade_id from moved except select grade_id from new_grades)

),

{% endif -%}
grades as (

    select
        *,
        {{ team_day('date_graded') }} as _team_day
    from {{ 'to_place' if is_incremental() else relation }}
    where not _is_gone

),

graded_days as (

    select
        days._team_day,
        snapshot_days.snapshot_date
    from (select distinct _team_day from grades) as days
    inner join snapshot_days
        on days._team_day >= snapshot_days.valid_from
        and days._team_day < snapshot_days.valid_to

),

agent_teams as (

    select * from {{ ref('int_maestroqa_agent_teams') }}
    where snapshot_date in (select snapshot_date from graded_days)

),

team_countries as (

    select group_name, country from countries where dbt_valid_to is null

),

places as (

    select
        graded_days._team_day,
        agent_teams.agent_id,
        agent_teams.agent,
        coalesce(agent_teams.group_name, 'No team') as group_name,
        coalesce(team_countries.country, 'Unknown') as country
    from graded_days
    inner join agent_teams on agent_teams.snapshot_date = graded_days.snapshot_date
    left join team_countries on team_countries.group_name = agent_teams.group_name
    where agent_teams.agent_id is not null

)
{%- endmacro %}

{#- The day by which a grade finds its team; a grade without a date is taken for today's. -#}
{% macro team_day(moment) -%}
coalesce(cast({{ moment }} as date), date '9999-12-30')
{%- endmacro %}
