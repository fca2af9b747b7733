{{ config(materialized='incremental', unique_key='grade_id') }}

with {{ placing(ref('stg_maestroqa_section_scores')) }},

final as (

    select
        grades.grade_id,
        grades.section_id,
        grades.section_name,
        grades.gradable_id,
        grades.agent_id,
        grades.grader,
        grades.agent_name,
        grades.agent_email,
        coalesce(places.agent, lower(grades.agent_email), grades.agent_id) as agent,
        coalesce(places.group_name, 'No team') as group_name,
        coalesce(places.country, 'Unknown') as country,
        grades.rubric_id,
        grades.rubric_name,
        grades.grade_type,
        cast(grades.date_graded as date) as graded_dt,
        grades.date_graded,
        grades.date_reported_as,
        grades.section_score,
        grades.max_section_score,
        grades.section_weight,
        {{ percent('grades.section_score', 'grades.max_section_score') }} as score_percent,
        grades._team_day,
        {{ built_at() }}
    from grades
    left join places
        on places._team_day = grades._team_day
        and places.agent_id = grades.agent_id

)

select * from final
order by graded_dt, country
