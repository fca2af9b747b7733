{#- Casts that give null instead of an error. -#}
{% macro as_timestamp(column) -%}
{% if target.type == 'duckdb' -%}
try_cast({{ clean(column) }} as timestamp)
{%- else -%}
case when {{ clean(column) }} ~ '^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?$' then cast(replace({{ clean(column) }}, 'Z', '') as timestamp) end
{%- endif %}
{%- endmacro %}

{% macro as_decimal(column) -%}
{% if target.type == 'duckdb' -%}
try_cast({{ clean(column) }} as decimal(18, 4))
{%- else -%}
case when {{ clean(column) }} ~ '^-?\d+(\.\d+)?$' then cast({{ clean(column) }} as decimal(18, 4)) end
{%- endif %}
{%- endmacro %}

{% macro as_boolean(column) -%}
case lower({{ clean(column) }}) when 'true' then true when 'false' then false end
{%- endmacro %}
