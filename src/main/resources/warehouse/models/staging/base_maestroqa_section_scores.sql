{{ config(materialized='incremental', unique_key='_load') }}

with loaded as (

    {{ loaded('section_scores') }}

),

typed as (

    select
        {{ as_text('gradable_id') }} as gradable_id,
        {{ as_text('agent_id') }} as agent_id,
        {{ as_text('agent_name') }} as agent_name,
        {{ as_text('agent_email') }} as agent_email,
        {{ as_text('rubric_id') }} as rubric_id,
        {{ as_text('rubric_name') }} as rubric_name,
        coalesce({{ as_text('section_id') }}, {{ as_text('section_name') }}, 'Unknown') as section_id,
        {{ as_text('section_name') }} as section_name,
        {{ as_decimal('section_score') }} as section_score,
        {{ as_decimal('max_section_score') }} as max_section_score,
        {{ as_decimal('section_weight') }} as section_weight,
        {{ as_timestamp('date_graded') }} as date_graded,
        {{ as_text('grader') }} as grader,
        {{ as_text('grade_type') }} as grade_type,
        {{ as_timestamp('ticket_created_at') }} as ticket_created_at,
        {{ as_timestamp('date_reported_as') }} as date_reported_as,
        {{ as_text('source') }} as source,
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
