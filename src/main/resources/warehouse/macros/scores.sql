{#- Share of the points that could be had: a decimal, so that sums are the same in whatever order rows are added; null where it is beyond reason. -#}
{% macro percent(score, maximum) -%}
{% if target.type == 'duckdb' -%}
try_cast(100 * {{ score }} / nullif({{ maximum }}, 0) as decimal(12, 6))
{%- else -%}
case when abs(100 * {{ score }} / nullif({{ maximum }}, 0)) < 999999 then cast(100 * {{ score }} / nullif({{ maximum }}, 0) as decimal(12, 6)) end
{%- endif %}
{%- endmacro %}

{#- Of sums per week: what the two averages of any set of grades are made of, the mean of percents (percents / scored_grades) and the sum over the sum (scores / max_scores). -#}
{% macro score_sums() -%}
cast(sum(grades) as bigint) as grades,
        cast(sum(scored_grades) as bigint) as scored_grades,
        sum(percents) as percents,
        sum(scores) as scores,
        sum(max_scores) as max_scores
{%- endmacro %}

{#- Standard deviation of a sample, of sums that are exact: the same in whatever order rows are added, and without sorting them. -#}
{% macro spread() -%}
sqrt(cast(scored_grades * squares - percents * percents as double precision) / nullif(scored_grades * (scored_grades - 1), 0))
{%- endmacro %}

{#- Stands for the week of grades without a date, so that they are counted too. -#}
{% macro no_week() -%}
date '0001-01-01'
{%- endmacro %}
