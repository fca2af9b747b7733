with loads as (

    select * from {{ ref('base_maestroqa_loads') }}

),

final as (

    select
        _load,
        _run,
        source_table,
        interval_start,
        interval_end,
        rows_brought,
        _load = max(_load) over (partition by _run, source_table) as is_live,
        max(_built_at) over (partition by _run, source_table) as _touched_at
    from loads

)

select * from final
