package io.talon.sandbox;

import java.util.List;
import java.util.Optional;

/** A kind of export file: its name, the column its window is about (null for a snapshot), and all its columns in the vendor's order. */
enum Kind {
    TOTAL_SCORES("total_scores", "date_graded", """
        gradable_id agent_id agent_name agent_email rubric_id rubric_name rubric_score max_rubric_score comment date_graded grader
        grade_type ticket_created_at date_first_started date_first_graded date_reported_as source total_grading_time alignment_score
        target_answer_id original_grader"""),
    SECTION_SCORES("section_scores", "date_graded", """
        gradable_id agent_id agent_name agent_email rubric_id rubric_name section_id section_name section_score max_section_score
        date_graded grader grade_type ticket_created_at date_reported_as source section_weight alignment_score target_answer_id
        original_grader"""),
    INDIVIDUAL_ANSWERS("individual_answers", "date_graded", """
        gradable_id agent_id agent_name agent_email rubric_id rubric_name question_id question answer_label feedback_answer_label
        question_score max_question_score comment date_graded grader grade_type ticket_created_at section_id section_name
        date_reported_as source alignment_score target_answer_id original_grader"""),
    ANNOTATIONS("annotations", "date_graded", """
        gradable_id agent_id agent_name agent_email rubric_id rubric_name question_id question annotation_id selected_text comment
        date_graded grader grade_type ticket_created_at section_id section_name date_reported_as source"""),
    CSAT("csat", "ticket_created_at", "gradable_id csat_score csat_comment ticket_created_at source"),
    GROUPS("groups", null, "group_name group_id agent_name agent_email agent_ids available"),
    AUDIT_LOG("audit_log", "time_stamp", "activity_id time_stamp user_email item_type action_type description ip_address");

    /** The kinds of a raw export; all of them are in its zip. */
    static final List<Kind> LEVELS = List.of(TOTAL_SCORES, SECTION_SCORES, INDIVIDUAL_ANSWERS, ANNOTATIONS, CSAT);

    final String word;
    final String timeColumn;
    final List<String> columns;

    Kind(String word, String timeColumn, String columns) {
        this.word = word;
        this.timeColumn = timeColumn;
        this.columns = List.of(columns.split("\\s+"));
    }

    static Optional<Kind> level(String word) {
        return LEVELS.stream().filter(level -> level.word.equals(word)).findFirst();
    }

    static String levels() {
        return String.join(", ", LEVELS.stream().map(level -> level.word).toList());
    }

    String fileName() {
        return word + ".csv";
    }

    String header() {
        return String.join(",", columns) + "\n";
    }
}
