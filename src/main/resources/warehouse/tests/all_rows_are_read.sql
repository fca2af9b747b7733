{#-
    Where a raw table holds fewer rows than the models have read, a run was loaded again and brought nothing: build with full-refresh.
    A table that got a load while the models were built is looked at by the next build.
-#}
with loads as (

    select * from {{ ref('stg_maestroqa_loads') }}

),

brought as (

    select
        source_table,
        sum(rows_brought) as rows_brought
    from loads
    where is_live
    group by source_table

),

held as (

    {% for table in ['total_scores', 'section_scores', 'groups'] -%}
    select
        '{{ table }}' as source_table,
        count(*) as rows_held,
        max(_load) as newest_load
    from {{ source('maestroqa', table) }}
    {% if not loop.last -%}
    union all
    {% endif -%}
    {% endfor %}
)

select held.source_table, held.rows_held, brought.rows_brought
from held
left join brought on brought.source_table = held.source_table
where held.rows_held <> coalesce(brought.rows_brought, 0)
    and (held.newest_load is null or held.newest_load <= (select max(_load) from loads))
