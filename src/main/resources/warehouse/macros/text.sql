{#- A cell without the guard that keeps Excel from guessing: ="..." or =""..."". -#}
{% macro unguarded(column) -%}
case when {{ column }} like '=%"' then trim(both '="' from {{ column }}) else {{ column }} end
{%- endmacro %}

{#- A name or id: never anything but text. -#}
{% macro as_text(column) -%}
nullif(trim({{ unguarded(column) }}), '')
{%- endmacro %}

{#- A cell that shall be a date or a number as its bare text; what says that there is nothing, as N/A or Unknown, is neither. -#}
{% macro bare(column) -%}
trim(both ' ="' from {{ column }})
{%- endmacro %}

{#- One row per part of a list that is written as 'a;b;c'; a row without parts stays. -#}
{% macro each_part(table, column, part) -%}
{% if target.type == 'duckdb' -%}
{{ table }} left join unnest(string_split({{ column }}, ';')) as parts({{ part }}) on true
{%- else -%}
{{ table }} left join lateral unnest(string_to_array({{ column }}, ';')) as parts({{ part }}) on true
{%- endif %}
{%- endmacro %}
