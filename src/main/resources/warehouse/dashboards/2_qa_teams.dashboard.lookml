# Which team needs help, since when, and who in it.
- dashboard: qa_teams
  title: Teams
  description: Teams and agents over the last four complete weeks.
  layout: newspaper
  filters:
    - {name: Period, type: field_filter, explore: qa_scores, field: qa_scores.date_reported_as_date, default_value: last 4 complete weeks}
    - {name: Team, type: field_filter, explore: qa_scores, field: qa_scores.team}
    - {name: Rubric, type: field_filter, explore: qa_scores, field: qa_scores.rubric}
    - {name: Kind of grade, type: field_filter, explore: qa_scores, field: qa_scores.grade_type, default_value: grading}
  elements:
    - name: teams
      title: Teams
      type: looker_grid
      explore: qa_scores
      fields: [qa_scores.team, qa_scores.score_pct_avg, qa_scores.pass_rate, qa_scores.failed, qa_scores.grades, qa_scores.agents_graded]
      sorts: [qa_scores.score_pct_avg]
      total: true
      listen: {Period: qa_scores.date_reported_as_date, Team: qa_scores.team, Rubric: qa_scores.rubric, Kind of grade: qa_scores.grade_type}
      row: 0
      col: 0
      width: 14
      height: 5
    - name: pass_rates
      title: Pass rate (80% or more)
      type: looker_column
      explore: qa_scores
      fields: [qa_scores.team, qa_scores.pass_rate]
      sorts: [qa_scores.pass_rate]
      listen: {Period: qa_scores.date_reported_as_date, Team: qa_scores.team, Rubric: qa_scores.rubric, Kind of grade: qa_scores.grade_type}
      row: 0
      col: 14
      width: 10
      height: 5
    - name: trend
      title: Pass rate by team, 12 weeks
      type: looker_line
      explore: qa_scores
      fields: [qa_scores.date_reported_as_week, qa_scores.team, qa_scores.pass_rate]
      pivots: [qa_scores.team]
      filters: {qa_scores.date_reported_as_date: last 12 complete weeks}
      sorts: [qa_scores.date_reported_as_week]
      listen: {Team: qa_scores.team, Rubric: qa_scores.rubric, Kind of grade: qa_scores.grade_type}
      row: 5
      col: 0
      width: 24
      height: 5
    - name: agents
      title: Agents, the lowest first
      type: looker_grid
      explore: qa_scores
      fields: [qa_scores.agent_name, qa_scores.team, qa_scores.score_pct_avg, qa_scores.pass_rate, qa_scores.failed, qa_scores.grades]
      sorts: [qa_scores.score_pct_avg]
      limit: 50
      listen: {Period: qa_scores.date_reported_as_date, Team: qa_scores.team, Rubric: qa_scores.rubric, Kind of grade: qa_scores.grade_type}
      row: 10
      col: 0
      width: 14
      height: 6
    - name: rubrics
      title: Average score by rubric and team
      type: looker_grid
      explore: qa_scores
      fields: [qa_scores.rubric, qa_scores.team, qa_scores.score_pct_avg]
      pivots: [qa_scores.team]
      sorts: [qa_scores.team, qa_scores.rubric]
      total: true
      listen: {Period: qa_scores.date_reported_as_date, Team: qa_scores.team, Rubric: qa_scores.rubric, Kind of grade: qa_scores.grade_type}
      row: 10
      col: 14
      width: 10
      height: 6
