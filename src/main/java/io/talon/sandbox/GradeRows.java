package io.talon.sandbox;

import io.talon.sandbox.Rubric.Question;
import io.talon.sandbox.Rubric.Section;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rows of one grade in the files of a raw export; what they share, such as its scores, agrees between them. */
final class GradeRows {
    private static final String UNKNOWN = "Unknown";
    private static final String NOT_APPLICABLE = "N/A";
    private final Grade grade;

    GradeRows(Grade grade) {
        this.grade = grade;
    }

    List<List<String>> of(Kind kind) {
        return switch (kind) {
            case TOTAL_SCORES -> List.of(total());
            case SECTION_SCORES -> grade.rubric().sections().stream().map(this::section).toList();
            case INDIVIDUAL_ANSWERS -> answers();
            case ANNOTATIONS -> grade.comment().isEmpty() ? List.of() : List.of(annotation());
            case CSAT -> List.of(csat());
            default -> throw new IllegalArgumentException(kind + " is not about grades");
        };
    }

    private List<String> total() {
        return new Row().head()
            .texts(points(grade.rubric().questions()), Integer.toString(grade.rubric().max()), grade.comment()).graded().created()
            .date(grade.number() % 17 == 6 ? null : grade.startedAt()).date(grade.firstGradedAt()).reported()
            .texts(Long.toString(grade.gradingTime().toSeconds())).alignment().target().cells;
    }

    private List<String> section(Section section) {
        return new Row().head()
            .texts(section.id(), section.name(), points(section.questions()), Integer.toString(section.max())).graded().created().reported()
            .texts(Integer.toString(100 * section.max() / grade.rubric().max())).alignment().target().cells;
    }

    private List<List<String>> answers() {
        List<List<String>> rows = new ArrayList<>();
        for (Section section : grade.rubric().sections()) {
            section.questions().forEach(question -> rows.add(answer(section, question)));
        }
        return rows;
    }

    private List<String> answer(Section section, Question question) {
        String label = label(question);
        return new Row().head()
            .texts(question.id(), question.text(), label, label.equals("No") ? "Needs coaching" : "", points(List.of(question)),
                Integer.toString(question.max()), isFirst(question) ? grade.comment() : "").graded().created()
            .texts(section.id(), section.name()).reported().alignment().target().cells;
    }

    private List<String> annotation() {
        Section section = grade.rubric().sections().get(0);
        Question question = section.questions().get(0);
        String id = new Chance(grade.ticket().day(), grade.number(), 4, grade.type().ordinal()).id();
        return new Row().head()
            .texts(question.id(), question.text(), id, "…the client's own words, as they were…", grade.comment()).graded().created()
            .texts(section.id(), section.name()).reported().cells;
    }

    private List<String> csat() {
        int score = new Chance(grade.ticket().day(), grade.ticket().number(), 5).between(1, 6);
        return new Row().texts(grade.ticket().id(), Integer.toString(score), score < 3 ? "Too slow,\nand no \"sorry\"" : "").created()
            .texts(grade.ticket().source()).cells;
    }

    private boolean isFirst(Question question) {
        return grade.rubric().questions().indexOf(question) == 0;
    }

    private String points(List<Question> questions) {
        return grade.isNotApplicable() ? NOT_APPLICABLE
            : questions.stream().map(this::answerTo).reduce(BigDecimal.ZERO, BigDecimal::add).stripTrailingZeros().toPlainString();
    }

    private BigDecimal answerTo(Question question) {
        return grade.answers().get(grade.rubric().questions().indexOf(question));
    }

    private String label(Question question) {
        if (grade.isNotApplicable()) {
            return NOT_APPLICABLE;
        }
        BigDecimal points = answerTo(question);
        return points.signum() == 0 ? "No" : points.compareTo(BigDecimal.valueOf(question.max())) == 0 ? "Yes" : "Partly";
    }

    /** A row in the making, with the groups of columns that the files have in common. */
    private final class Row {
        private final List<String> cells = new ArrayList<>();

        Row texts(String... texts) {
            cells.addAll(Csv.cells(texts));
            return this;
        }

        Row date(Instant instant) {
            cells.add(instant == null ? UNKNOWN : grade.spelling().cell(instant));
            return this;
        }

        Row head() {
            Staff.Identity who = grade.ticket().identity();
            return texts(grade.ticket().id(), who.id(), who.agent().name(), who.agent().email(), grade.rubric().id(), grade.rubric().name());
        }

        Row graded() {
            return date(grade.gradedAt()).texts(grade.grader(), grade.type().word);
        }

        Row created() {
            return date(grade.ticket().number() % 13 == 5 ? null : grade.ticket().createdAt());
        }

        Row reported() {
            return date(grade.firstGradedAt()).texts(grade.ticket().source());
        }

        Row alignment() {
            return texts(grade.type() == Grade.Type.CALIBRATION ? "92.5" : "");
        }

        Row target() {
            boolean ofGrader = grade.type() == Grade.Type.GRADER_QA;
            String target = new Chance(grade.ticket().day(), grade.number(), 6).id();
            String original = Staff.GRADERS.get(grade.number() % Staff.GRADERS.size());
            return ofGrader ? texts(target, original) : texts("", "");
        }
    }
}
