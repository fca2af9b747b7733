with grader_weeks as (

    select * from {{ ref('int_maestroqa_grader_weeks') }}
    where grader is not null and week <> {{ no_week() }}

),

final as (

    select
        grader,
        rubric_id,
        week,
        rubric_name,
        grades,
        scored_grades,
        average_percent,
        overall_percent,
        others_average_percent,
        average_percent - others_average_percent as deviation,
        spread
    from grader_weeks

)

select * from final
