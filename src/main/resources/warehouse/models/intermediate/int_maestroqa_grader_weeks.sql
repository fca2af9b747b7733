{{ config(materialized='incremental', unique_key='week') }}

with {{ weeks_to_build() }},

week_sums as (

    select
        *,
        coalesce(grader, 'Unknown') as known_grader,
        coalesce(rubric_id, 'Unknown') as known_rubric
    from {{ ref('int_maestroqa_week_sums') }}
    where grades is not null and week in (select week from weeks)

),

graded as (

    select
        week,
        known_grader,
        known_rubric,
        max(rubric_name) as rubric_name,
        {{ score_sums() }},
        sum(squares) as squares
    from week_sums
    group by week, known_grader, known_rubric

),

compared as (

    select
        *,
        {{ spread() }} as spread,
        sum(scored_grades) over (partition by week, known_rubric) - scored_grades as others_scored_grades,
        sum(percents) over (partition by week, known_rubric) - coalesce(percents, 0) as others_percents
    from graded

),

final as (

    select
        weeks.week,
        compared.known_grader as grader,
        compared.known_rubric as rubric_id,
        compared.rubric_name,
        compared.grades,
        compared.scored_grades,
        compared.percents / nullif(compared.scored_grades, 0) as average_percent,
        100 * compared.scores / nullif(compared.max_scores, 0) as overall_percent,
        compared.others_percents / nullif(compared.others_scored_grades, 0) as others_average_percent,
        compared.spread,
        {{ built_at() }}
    from weeks
    left join compared on compared.week = weeks.week

)

select * from final
