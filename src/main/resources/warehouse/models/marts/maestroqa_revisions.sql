with revisions as (

    select * from {{ ref('int_maestroqa_revisions') }}
    where version is not null

),

final as (

    select
        grade_id,
        version,
        old_score,
        new_score,
        old_max_score,
        new_max_score,
        revised_at,
        date_reported_as,
        days_after_report,
        old_interval_start,
        old_interval_end,
        new_interval_start,
        new_interval_end
    from revisions

)

select * from final
