{% snapshot team_countries_history %}

{{ config(unique_key='group_name', strategy='check', check_cols=['country'], hard_deletes='invalidate') }}

select * from {{ ref('team_countries') }}

{% endsnapshot %}
