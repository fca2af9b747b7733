# What to coach: the sections of the rubrics, where they are lowest, and with whom.
- dashboard: qa_sections
  title: Sections
  description: What is done well and what is not, over the last four complete weeks.
  layout: newspaper
  filters:
    - {name: Period, type: field_filter, explore: qa_sections, field: qa_sections.date_reported_as_date, default_value: last 4 complete weeks}
    - {name: Team, type: field_filter, explore: qa_sections, field: qa_sections.team}
    - {name: Rubric, type: field_filter, explore: qa_sections, field: qa_sections.rubric}
    - {name: Kind of grade, type: field_filter, explore: qa_sections, field: qa_sections.grade_type, default_value: grading}
  elements:
    - name: lowest
      title: Lowest sections (10 grades or more)
      type: looker_bar
      explore: qa_sections
      fields: [qa_sections.section, qa_sections.section_pct_avg]
      filters: {qa_sections.section_grades: ">=10"}
      sorts: [qa_sections.section_pct_avg]
      limit: 12
      listen: {Period: qa_sections.date_reported_as_date, Team: qa_sections.team, Rubric: qa_sections.rubric, Kind of grade: qa_sections.grade_type}
      row: 0
      col: 0
      width: 11
      height: 6
    - name: by_team
      title: Average section score by team
      type: looker_grid
      explore: qa_sections
      fields: [qa_sections.section, qa_sections.team, qa_sections.section_pct_avg]
      pivots: [qa_sections.team]
      sorts: [qa_sections.team, qa_sections.section]
      total: true
      listen: {Period: qa_sections.date_reported_as_date, Team: qa_sections.team, Rubric: qa_sections.rubric, Kind of grade: qa_sections.grade_type}
      row: 0
      col: 11
      width: 13
      height: 6
    - name: trend
      title: Average section score, 12 weeks
      type: looker_line
      explore: qa_sections
      fields: [qa_sections.date_reported_as_week, qa_sections.section, qa_sections.section_pct_avg]
      pivots: [qa_sections.section]
      filters: {qa_sections.date_reported_as_date: last 12 complete weeks}
      sorts: [qa_sections.date_reported_as_week]
      listen: {Team: qa_sections.team, Rubric: qa_sections.rubric, Kind of grade: qa_sections.grade_type}
      row: 6
      col: 0
      width: 24
      height: 5
    - name: agents
      title: Agents and sections, the lowest first (2 grades or more)
      type: looker_grid
      explore: qa_sections
      fields: [qa_sections.agent_name, qa_sections.team, qa_sections.section, qa_sections.section_pct_avg, qa_sections.sections_failed, qa_sections.section_grades]
      filters: {qa_sections.section_grades: ">=2"}
      sorts: [qa_sections.section_pct_avg]
      limit: 50
      listen: {Period: qa_sections.date_reported_as_date, Team: qa_sections.team, Rubric: qa_sections.rubric, Kind of grade: qa_sections.grade_type}
      row: 11
      col: 0
      width: 24
      height: 6
