with grades as (

    select
        *,
        cast(date_graded as date) as graded_dt
    from {{ ref('stg_maestroqa_total_scores') }}

),

agent_teams as (

    select * from {{ ref('int_maestroqa_agent_teams') }}

),

team_countries as (

    select * from {{ ref('team_countries') }}

),

final as (

    select
        grades.grade_id,
        grades.gradable_id,
        grades.agent_id,
        grades.grader,
        grades.agent_name,
        grades.agent_email,
        coalesce(agent_teams.group_name, 'No team') as group_name,
        coalesce(team_countries.country, 'Unknown') as country,
        grades.rubric_id,
        grades.rubric_name,
        grades.grade_type,
        grades.graded_dt,
        grades.date_graded,
        grades.date_reported_as,
        grades.rubric_score,
        grades.max_rubric_score,
        100 * grades.rubric_score / nullif(grades.max_rubric_score, 0) as score_percent
    from grades
    left join agent_teams
        on agent_teams.agent_id = grades.agent_id
        and coalesce(grades.graded_dt, date '9999-12-30') >= agent_teams.valid_from
        and coalesce(grades.graded_dt, date '9999-12-30') < agent_teams.valid_to
    left join team_countries
        on team_countries.group_name = agent_teams.group_name

)

select * from final
order by graded_dt, country
