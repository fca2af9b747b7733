{#- What the two averages of any set of grades are made of: the mean of percents (percents / scored_grades) and the sum over the sum (scores / max_scores). -#}
{% macro score_sums() -%}
count(score_percent) as scored_grades,
        sum(score_percent) as percents,
        sum(case when score_percent is not null then rubric_score end) as scores,
        sum(case when score_percent is not null then max_rubric_score end) as max_scores
{%- endmacro %}

{#- Stands for the week of grades without a date, so that they are counted too. -#}
{% macro no_week() -%}
date '0001-01-01'
{%- endmacro %}
