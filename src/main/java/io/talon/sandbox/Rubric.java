package io.talon.sandbox;

import java.util.List;

/** An invented scorecard: its sections' questions add up to 100, 20 or 5. */
record Rubric(String id, String name, List<Section> sections) {
    static final List<Rubric> ALL = List.of(
        new Rubric("rT3kWm8pZx5cNq7vB", "Phone, v2", List.of(
            new Section("sA1", "Opening", List.of(new Question("qA1", "Greeted the client?", 15), new Question("qA2", "Verified the client?", 15))),
            new Section("sA2", "Solution", List.of(new Question("qA3", "Found the cause?", 20), new Question("qA4", "Solved it at once?", 20))),
            new Section("sA3", "Tone", List.of(new Question("qA5", "Listened, \"mirrored\", and stayed calm?", 20), new Question("qA6", "Closed well?", 10))))),
        new Rubric("rH9dLs2gYf6jKe4uM", "Chat", List.of(
            new Section("sB1", "Решение", List.of(new Question("qB1", "Ответ верный?", 8), new Question("qB2", "Ответ полный?", 4))),
            new Section("sB2", "Style", List.of(new Question("qB3", "Friendly?", 4), new Question("qB4", "Free of errors?", 4))))),
        new Rubric("rP5oGt1wRa8iXn3zC", "Email quality", List.of(
            new Section("sC1", "Content", List.of(new Question("qC1", "Right?", 2), new Question("qC2", "Complete?", 1))),
            new Section("sC2", "Form", List.of(new Question("qC3", "Template used?", 1), new Question("qC4", "Signed?", 1))))));

    int max() {
        return sections.stream().mapToInt(Section::max).sum();
    }

    List<Question> questions() {
        return sections.stream().flatMap(section -> section.questions().stream()).toList();
    }

    /** A part of a scorecard. */
    record Section(String id, String name, List<Question> questions) {

        int max() {
            return questions.stream().mapToInt(Question::max).sum();
        }
    }

    /** A question and the points for it. */
    record Question(String id, String text, int max) {
    }
}
