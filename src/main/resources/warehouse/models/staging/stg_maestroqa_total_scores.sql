with grades as (

    select * from {{ ref('base_maestroqa_grades') }}

),

versions as (

    select * from {{ ref('base_maestroqa_total_scores') }}

),

final as (

    select
        grades.grade_id,
        versions.gradable_id,
        versions.agent_id,
        versions.agent_name,
        versions.agent_email,
        versions.rubric_id,
        versions.rubric_name,
        versions.rubric_score,
        versions.max_rubric_score,
        versions.comment,
        versions.date_graded,
        versions.grader,
        versions.grade_type,
        versions.ticket_created_at,
        versions.date_first_started,
        versions.date_first_graded,
        versions.date_reported_as,
        versions.source,
        versions.total_grading_time,
        versions.target_answer_id,
        versions.original_grader,
        grades._load,
        grades._row,
        grades._versions,
        grades._graded_weeks,
        grades._is_gone,
        grades._built_at
    from grades
    inner join versions
        on versions._load = grades._load
        and versions._row = grades._row

)

select * from final
