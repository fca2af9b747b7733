with agent_weeks as (

    select * from {{ ref('int_maestroqa_agent_weeks') }}
    where agent is not null and week <> {{ no_week() }}

),

final as (

    select
        agent,
        week,
        agent_name,
        group_name,
        grades > 0 as is_covered,
        grades,
        scored_grades,
        percents / nullif(scored_grades, 0) as average_percent,
        100 * scores / nullif(max_scores, 0) as overall_percent
    from agent_weeks

)

select * from final
