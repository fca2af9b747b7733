{{ config(materialized='incremental', unique_key='_load') }}

{% set tables = ['total_scores', 'section_scores', 'groups'] -%}

with records as (

    {% for table in tables -%}
    select
        '{{ table }}' as source_table,
        _run,
        _load as load_number,
        _interval_start,
        _interval_end
    from {{ source('maestroqa', table) }}
    {% if is_incremental() -%}
    where _load > {{ last_load() }}
    {% endif -%}
    {% if not loop.last -%}
    union all
    {% endif -%}
    {% endfor %}
),

loads as (

    select
        source_table,
        _run,
        load_number,
        cast(_interval_start as timestamp) as interval_start,
        cast(_interval_end as timestamp) as interval_end,
        count(*) as rows_brought
    from records
    group by source_table, _run, load_number, _interval_start, _interval_end

),

final as (

    select
        coalesce(load_number, -row_number() over (order by _run desc)) as _load,
        _run,
        source_table,
        interval_start,
        interval_end,
        rows_brought,
        {{ built_at() }}
    from loads

)

select * from final
