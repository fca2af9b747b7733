{#- Where the raw table holds fewer rows than the models have read, a run was loaded again and brought nothing: build with full-refresh. -#}
with loads as (

    select * from {{ ref('stg_maestroqa_loads') }} where is_live

),

brought as (

    select
        source_table,
        sum(rows_brought) as rows_brought
    from loads
    group by source_table

),

held as (

    {% for table in ['total_scores', 'section_scores', 'groups'] -%}
    select
        '{{ table }}' as source_table,
        count(*) as rows_held
    from {{ source('maestroqa', table) }}
    where coalesce(_load, 0) <= (select max(_load) from loads)
    {% if not loop.last -%}
    union all
    {% endif -%}
    {% endfor %}
)

select held.source_table, held.rows_held, brought.rows_brought
from held
left join brought on brought.source_table = held.source_table
where held.rows_held <> coalesce(brought.rows_brought, 0)
