{#- Casts that give null instead of an error. PostgreSQL has none, so there a pattern lets through only what it can read. -#}

{#- An instant in UTC; a time zone that is given is taken into account. -#}
{% macro as_timestamp(column) -%}
{% if target.type == 'duckdb' -%}
case when {{ bare(column) }} like '____-__-__%' then try_cast({{ bare(column) }} as timestamp) end
{%- else -%}
case
    when {{ bare(column) }} !~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?(Z|[+-][01][0-9](:?[0-5][0-9])?)?)?$' then null
    when left({{ bare(column) }}, 4) = '0000' then null
    when cast(substr({{ bare(column) }}, 9, 2) as integer) > {{ days_in_month(bare(column)) }} then null
    when {{ bare(column) }} ~ '[ T].*(Z|[+-][0-9:]+)$' then cast({{ bare(column) }} as timestamptz) at time zone 'UTC'
    else cast({{ bare(column) }} as timestamp)
end
{%- endif %}
{%- endmacro %}

{#- Of a text that begins with a year and a month. -#}
{% macro days_in_month(date) -%}
extract(day from cast(left({{ date }}, 7) || '-01' as date) + interval '1 month' - interval '1 day')
{%- endmacro %}

{% macro as_decimal(column) -%}
{% if target.type == 'duckdb' -%}
case when {{ bare(column) }} not like '%e%' then try_cast({{ bare(column) }} as decimal(18, 4)) end
{%- else -%}
case when {{ bare(column) }} ~ '^[+-]?([0-9]{1,13}([.][0-9]*)?|[.][0-9]+)$' then cast({{ bare(column) }} as decimal(18, 4)) end
{%- endif %}
{%- endmacro %}

{% macro as_boolean(column) -%}
case lower({{ bare(column) }}) when 'true' then true when 'false' then false end
{%- endmacro %}

{#- The Monday of a day. -#}
{% macro week_of(day) -%}
cast(date_trunc('week', cast({{ day }} as timestamp)) as date)
{%- endmacro %}
