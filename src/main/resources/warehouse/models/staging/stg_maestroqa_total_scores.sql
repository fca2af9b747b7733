with source as (

    select * from {{ source('maestroqa', 'total_scores') }}

),

typed as (

    select
        {{ surrogate_key(['gradable_id', 'agent_id', 'rubric_id', 'grader', 'grade_type', 'target_answer_id']) }} as grade_id,
        {{ as_text('gradable_id') }} as gradable_id,
        {{ as_text('agent_id') }} as agent_id,
        {{ as_text('agent_name') }} as agent_name,
        {{ as_text('agent_email') }} as agent_email,
        {{ as_text('rubric_id') }} as rubric_id,
        {{ as_text('rubric_name') }} as rubric_name,
        {{ as_decimal('rubric_score') }} as rubric_score,
        {{ as_decimal('max_rubric_score') }} as max_rubric_score,
        comment,
        {{ as_timestamp('date_graded') }} as date_graded,
        {{ as_text('grader') }} as grader,
        {{ as_text('grade_type') }} as grade_type,
        {{ as_timestamp('ticket_created_at') }} as ticket_created_at,
        {{ as_timestamp('date_first_started') }} as date_first_started,
        {{ as_timestamp('date_first_graded') }} as date_first_graded,
        {{ as_timestamp('date_reported_as') }} as date_reported_as,
        {{ as_text('source') }} as source,
        {{ as_decimal('total_grading_time') }} as total_grading_time,
        {{ as_text('target_answer_id') }} as target_answer_id,
        {{ as_text('original_grader') }} as original_grader,
        _run,
        _interval_end,
        _row
    from source

),

ranked as (

    select
        *,
        row_number() over (
            partition by grade_id
            order by _interval_end desc, date_graded desc nulls last, _row desc
        ) as version_rank
    from typed

),

final as (

    select
        grade_id, gradable_id, agent_id, agent_name, agent_email, rubric_id, rubric_name, rubric_score, max_rubric_score, comment,
        date_graded, grader, grade_type, ticket_created_at, date_first_started, date_first_graded, date_reported_as, source,
        total_grading_time, target_answer_id, original_grader, _run
    from ranked
    where version_rank = 1

)

select * from final
