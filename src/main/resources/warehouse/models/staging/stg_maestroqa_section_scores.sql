with sections as (

    select * from {{ ref('base_maestroqa_sections') }}

),

versions as (

    select * from {{ ref('base_maestroqa_section_scores') }}

),

final as (

    select
        sections.grade_id,
        sections.section_id,
        versions.section_name,
        versions.section_score,
        versions.max_section_score,
        versions.section_weight,
        versions.gradable_id,
        versions.agent_id,
        versions.agent_name,
        versions.agent_email,
        versions.rubric_id,
        versions.rubric_name,
        versions.date_graded,
        versions.grader,
        versions.grade_type,
        versions.ticket_created_at,
        versions.date_reported_as,
        versions.source,
        versions.target_answer_id,
        versions.original_grader,
        sections._load,
        sections._row,
        sections._is_gone,
        sections._built_at
    from sections
    inner join versions
        on versions._load = sections._load
        and versions._row = sections._row

)

select * from final
