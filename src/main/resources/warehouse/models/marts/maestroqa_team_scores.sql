with grades as (

    select * from {{ ref('wide_maestroqa') }}

),

final as (

    select
        group_name,
        country,
        count(*) as grades,
        count(score_percent) as scored_grades,
        avg(rubric_score) as average_score,
        avg(score_percent) as average_percent,
        100 * sum(case when score_percent is not null then rubric_score end)
            / nullif(sum(case when score_percent is not null then max_rubric_score end), 0) as overall_percent
    from grades
    group by group_name, country

)

select * from final
