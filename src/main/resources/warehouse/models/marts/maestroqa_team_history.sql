with periods as (

    select * from {{ ref('int_maestroqa_team_history') }}
    where valid_from is not null

),

final as (

    select
        agent,
        group_name,
        valid_from,
        valid_to
    from periods

)

select * from final
