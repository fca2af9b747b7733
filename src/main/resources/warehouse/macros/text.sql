{#- A cell as its bare text: without the guard that keeps Excel from guessing (="..."), trimmed, and null where it says that there is nothing. -#}
{% macro clean(column) -%}
nullif(nullif(nullif(trim(regexp_replace(trim({{ column }}), '^="(.*)"$', '\1')), ''), 'Unknown'), 'N/A')
{%- endmacro %}

{#- A name or id: never anything but text. -#}
{% macro as_text(column) -%}
nullif(trim({{ column }}), '')
{%- endmacro %}

{#- One row per part of a list that is written as 'a;b;c'; a row without parts stays. -#}
{% macro each_part(table, column, part) -%}
{% if target.type == 'duckdb' -%}
{{ table }} left join unnest(string_split({{ column }}, ';')) as parts({{ part }}) on true
{%- else -%}
{{ table }} left join lateral unnest(string_to_array({{ column }}, ';')) as parts({{ part }}) on true
{%- endif %}
{%- endmacro %}
