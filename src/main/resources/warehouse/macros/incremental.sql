{#- The stamp of a row: by it a model finds what is new in the models that it reads. -#}
{% macro built_at() -%}
{{ now() }} as _built_at
{%- endmacro %}

{#- The start of this build. -#}
{% macro now() -%}
cast('{{ run_started_at }}' as timestamp)
{%- endmacro %}

{#- What a model has seen of others; anything that was built later is new to it. -#}
{% macro last_built() -%}
(select coalesce(max(_built_at), timestamp '0001-01-01 00:00:00') from {{ this }})
{%- endmacro %}

{#- The number of the newest load that a model has. -#}
{% macro last_load() -%}
(select coalesce(max(_load), -1) from {{ this }})
{%- endmacro %}

{#- The rows of a source with the number of their load; of an incremental model those that are new. What was loaded after base_maestroqa_loads was built waits. -#}
{% macro loaded(table) -%}
select
    source.*,
    loads._load as load_number
from {{ source('maestroqa', table) }} as source
inner join {{ ref('base_maestroqa_loads') }} as loads
    on loads._run = source._run
    and (loads._load = source._load or source._load is null)
{% if is_incremental() -%}
where source._load > {{ last_load() }}
{%- endif %}
{%- endmacro %}

{#- Common table of the weeks that a weekly model has to build (anew). -#}
{% macro weeks_to_build() -%}
weeks as (

    select * from {{ ref('int_maestroqa_weeks') }}
    {%- if is_incremental() %}
    where _built_at > {{ last_built() }}
    {%- endif %}

)
{%- endmacro %}

{#- Common tables to find the newest version of a grade by: all versions, their loads and, of an incremental model, the grades (touched) of loads that came or were replaced. -#}
{% macro versions_to_rank(relation) -%}
versions as not materialized (

    select * from {{ relation }}

),

loads as (

    select * from {{ ref('stg_maestroqa_loads') }}

)
{%- if is_incremental() %},

touched as (

    select distinct grade_id
    from versions
    where _load in (select _load from loads where _touched_at > {{ last_built() }})

)
{%- endif %}
{%- endmacro %}
