{{ config(materialized='incremental', unique_key=['week', 'agent_key']) }}

{#- Squares are cast wider than percents are: these have twelve digits, and a score may be many times its maximum. -#}
with grades as not materialized (

    select
        *,
        coalesce(agent_id, '') as agent_key
    from {{ ref('wide_maestroqa') }}

),

{% if is_incremental() -%}
new_grades as (

    select _week, _graded_weeks, agent_key from grades where _built_at > {{ last_built() }}

),

changed as (

    select _week as week, agent_key from new_grades
    union
    select unnest(_graded_weeks) as week, agent_key from new_grades

),

{% endif -%}
sums as (

    select
        _week as week,
        agent_key,
        agent,
        grader,
        rubric_id,
        group_name,
        country,
        max(agent_name) as agent_name,
        max(rubric_name) as rubric_name,
        count(*) as grades,
        count(rubric_score) as points_given,
        sum(rubric_score) as points,
        count(score_percent) as scored_grades,
        sum(score_percent) as percents,
        sum(cast(score_percent as decimal(19, 6)) * score_percent) as squares,
        sum(case when score_percent is not null then rubric_score end) as scores,
        sum(case when score_percent is not null then max_rubric_score end) as max_scores
    from grades
    {%- if is_incremental() %}
    where (_week, agent_key) in (select week, agent_key from changed)
    {%- endif %}
    group by _week, agent_key, agent, grader, rubric_id, group_name, country

),

final as (

    select
        *,
        {{ built_at() }}
    from {% if is_incremental() %}changed left join sums using (week, agent_key){% else %}sums{% endif %}

)

select * from final
