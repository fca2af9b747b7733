# What a support lead looks at first: the last complete week against the one before, the teams, where it is lowest.
- dashboard: qa_overview
  title: Overview
  description: The last complete week (Monday to Sunday, UTC), and the way that led to it.
  layout: newspaper
  filters:
    - {name: Period, type: field_filter, explore: qa_scores, field: qa_scores.date_reported_as_date, default_value: last 1 complete weeks}
    - {name: Team, type: field_filter, explore: qa_scores, field: qa_scores.team}
    - {name: Kind of grade, type: field_filter, explore: qa_scores, field: qa_scores.grade_type, default_value: grading}
  elements:
    - name: average_score
      title: Average score
      type: single_value
      explore: qa_scores
      fields: [qa_scores.score_pct_avg]
      listen: {Period: qa_scores.date_reported_as_date, Team: qa_scores.team, Kind of grade: qa_scores.grade_type}
      row: 0
      col: 0
      width: 6
      height: 2
    - name: pass_rate
      title: Pass rate (80% or more)
      type: single_value
      explore: qa_scores
      fields: [qa_scores.pass_rate]
      listen: {Period: qa_scores.date_reported_as_date, Team: qa_scores.team, Kind of grade: qa_scores.grade_type}
      row: 0
      col: 6
      width: 6
      height: 2
    - name: grades
      title: Grades
      type: single_value
      explore: qa_scores
      fields: [qa_scores.grades]
      listen: {Period: qa_scores.date_reported_as_date, Team: qa_scores.team, Kind of grade: qa_scores.grade_type}
      row: 0
      col: 12
      width: 6
      height: 2
    - name: coverage
      title: Agents with a grade
      type: single_value
      explore: qa_agent_weeks
      fields: [qa_agent_weeks.coverage]
      listen: {Period: qa_agent_weeks.week_week, Team: qa_agent_weeks.team}
      row: 0
      col: 18
      width: 6
      height: 2
    - name: teams
      title: Teams, the last complete week and the one before
      type: looker_grid
      explore: qa_scores
      fields: [qa_scores.team, qa_scores.date_reported_as_week, qa_scores.score_pct_avg, qa_scores.grades]
      pivots: [qa_scores.date_reported_as_week]
      filters: {qa_scores.date_reported_as_date: last 2 complete weeks}
      sorts: [qa_scores.team]
      total: true
      listen: {Team: qa_scores.team, Kind of grade: qa_scores.grade_type}
      row: 2
      col: 0
      width: 11
      height: 5
    - name: trend
      title: Average score by team, 12 weeks
      type: looker_line
      explore: qa_scores
      fields: [qa_scores.date_reported_as_week, qa_scores.team, qa_scores.score_pct_avg]
      pivots: [qa_scores.team]
      filters: {qa_scores.date_reported_as_date: last 12 complete weeks}
      sorts: [qa_scores.date_reported_as_week]
      listen: {Team: qa_scores.team, Kind of grade: qa_scores.grade_type}
      row: 2
      col: 11
      width: 13
      height: 5
    - name: lowest_sections
      title: Lowest sections (5 grades or more)
      type: looker_bar
      explore: qa_sections
      fields: [qa_sections.section, qa_sections.section_pct_avg]
      filters: {qa_sections.section_grades: ">=5"}
      sorts: [qa_sections.section_pct_avg]
      limit: 8
      listen: {Period: qa_sections.date_reported_as_date, Team: qa_sections.team, Kind of grade: qa_sections.grade_type}
      row: 7
      col: 0
      width: 12
      height: 7
    - name: lowest_agents
      title: Lowest agents (3 grades or more)
      type: looker_grid
      explore: qa_scores
      fields: [qa_scores.agent_name, qa_scores.team, qa_scores.score_pct_avg, qa_scores.grades]
      filters: {qa_scores.grades: ">=3"}
      sorts: [qa_scores.score_pct_avg]
      limit: 10
      listen: {Period: qa_scores.date_reported_as_date, Team: qa_scores.team, Kind of grade: qa_scores.grade_type}
      row: 7
      col: 12
      width: 12
      height: 7
