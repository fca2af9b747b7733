{{ config(materialized='incremental', unique_key='_load') }}

with loaded as (

    {{ loaded('total_scores') }}

),

typed as (

    select
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
        load_number as _load,
        _row
    from loaded

),

final as (

    select
        {{ grade_key() }} as grade_id,
        *,
        {{ built_at() }}
    from typed

)

select * from final
