with week_sums as (

    select * from {{ ref('int_maestroqa_week_sums') }}
    where grades is not null

),

final as (

    select
        group_name,
        country,
        sum(grades) as grades,
        sum(scored_grades) as scored_grades,
        sum(points) / nullif(sum(points_given), 0) as average_score,
        sum(percents) / nullif(sum(scored_grades), 0) as average_percent,
        100 * sum(scores) / nullif(sum(max_scores), 0) as overall_percent
    from week_sums
    group by group_name, country

)

select * from final
