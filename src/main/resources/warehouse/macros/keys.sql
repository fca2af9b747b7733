{#- A key of 16 bytes over several columns; null and empty count as the same. What parts them occurs in no text. -#}
{% macro surrogate_key(columns) -%}
cast(md5({% for column in columns %}coalesce(cast({{ column }} as varchar), ''){% if not loop.last %} || chr(31) || {% endif %}{% endfor %}) as uuid)
{%- endmacro %}

{#- The exports have no id of a grade: these columns together are one (gradable_id alone is not, as a ticket may have several rubrics, agents and graders). -#}
{% macro grade_key() -%}
{{ surrogate_key(['gradable_id', 'agent_id', 'rubric_id', 'grader', 'grade_type', 'target_answer_id']) }}
{%- endmacro %}
