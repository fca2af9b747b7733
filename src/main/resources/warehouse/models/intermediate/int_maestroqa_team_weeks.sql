{{ config(materialized='incremental', unique_key='week') }}

with {{ weeks_to_build() }},

grades as (

    select * from {{ ref('wide_maestroqa') }}
    where _week in (select week from weeks)

),

sums as (

    select
        _week,
        group_name,
        country,
        count(*) as grades,
        count(rubric_score) as points_given,
        sum(rubric_score) as points,
        {{ score_sums() }}
    from grades
    group by _week, group_name, country

),

final as (

    select
        weeks.week,
        sums.group_name,
        sums.country,
        sums.grades,
        sums.points_given,
        sums.points,
        sums.scored_grades,
        sums.percents,
        sums.scores,
        sums.max_scores,
        {{ built_at() }}
    from weeks
    left join sums on sums._week = weeks.week

)

select * from final
