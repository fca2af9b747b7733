# Whether the grades can be trusted: is everybody graded, and does everybody grade alike.
- dashboard: qa_graders
  title: Graders and coverage
  description: Who grades how much and how strictly, and whom nobody has graded, over the last four complete weeks; by week of grading, not by the date a grade counts under.
  layout: newspaper
  filters:
    - {name: Period, type: field_filter, explore: qa_graders, field: qa_graders.week_week, default_value: last 4 complete weeks}
    - {name: Rubric, type: field_filter, explore: qa_graders, field: qa_graders.rubric}
    - {name: Team, type: field_filter, explore: qa_agent_weeks, field: qa_agent_weeks.team}
  elements:
    - name: grades
      title: Grades, by week of grading
      type: single_value
      explore: qa_graders
      fields: [qa_graders.grader_grades]
      listen: {Period: qa_graders.week_week, Rubric: qa_graders.rubric}
      row: 0
      col: 0
      width: 6
      height: 2
    - name: spread
      title: Spread between graders
      type: single_value
      explore: qa_graders
      fields: [qa_graders.grader_spread]
      listen: {Period: qa_graders.week_week, Rubric: qa_graders.rubric}
      row: 0
      col: 6
      width: 6
      height: 2
    - name: coverage
      title: Agents with a grade
      type: single_value
      explore: qa_agent_weeks
      fields: [qa_agent_weeks.coverage]
      listen: {Period: qa_agent_weeks.week_week, Team: qa_agent_weeks.team}
      row: 0
      col: 12
      width: 6
      height: 2
    - name: per_agent
      title: Grades per agent
      type: single_value
      explore: qa_agent_weeks
      fields: [qa_agent_weeks.grades_per_agent]
      listen: {Period: qa_agent_weeks.week_week, Team: qa_agent_weeks.team}
      row: 0
      col: 18
      width: 6
      height: 2
    - name: deviation
      title: Stricter (–) or milder (+) than the others
      type: looker_bar
      explore: qa_graders
      fields: [qa_graders.grader, qa_graders.deviation]
      sorts: [qa_graders.deviation]
      listen: {Period: qa_graders.week_week, Rubric: qa_graders.rubric}
      row: 2
      col: 0
      width: 11
      height: 5
    - name: graders
      title: Graders
      type: looker_grid
      explore: qa_graders
      fields: [qa_graders.grader, qa_graders.grader_grades, qa_graders.grader_pct_avg, qa_graders.deviation]
      sorts: [qa_graders.grader_grades desc]
      total: true
      listen: {Period: qa_graders.week_week, Rubric: qa_graders.rubric}
      row: 2
      col: 11
      width: 13
      height: 5
    - name: coverage_trend
      title: Agents with a grade, by team, 12 weeks
      type: looker_line
      explore: qa_agent_weeks
      fields: [qa_agent_weeks.week_week, qa_agent_weeks.team, qa_agent_weeks.coverage]
      pivots: [qa_agent_weeks.team]
      filters: {qa_agent_weeks.week_week: last 12 complete weeks}
      sorts: [qa_agent_weeks.week_week]
      listen: {Team: qa_agent_weeks.team}
      row: 7
      col: 0
      width: 13
      height: 5
    - name: few_grades
      title: Agents with fewer than 8 grades
      type: looker_grid
      explore: qa_agent_weeks
      fields: [qa_agent_weeks.agent_name, qa_agent_weeks.team, qa_agent_weeks.week_grades]
      filters: {qa_agent_weeks.week_grades: "<8"}
      sorts: [qa_agent_weeks.week_grades]
      limit: 50
      listen: {Period: qa_agent_weeks.week_week, Team: qa_agent_weeks.team}
      row: 7
      col: 13
      width: 11
      height: 5
