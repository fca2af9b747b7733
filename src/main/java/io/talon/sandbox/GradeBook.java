package io.talon.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All invented grades, as a function of nothing but the day. Each day has some forty, three of which are graded again on the next day
 * with another score; two calibrations; and one grade of a grader.
 */
final class GradeBook {
    /** More than there are on any day. */
    static final int NUMBERS = 64;
    private static final int GRADINGS = 38;
    private static final Set<Integer> GRADED_AGAIN = Set.of(4, 17, 30);
    private static final Set<Integer> NOT_APPLICABLE = Set.of(11, 29);
    private static final List<BigDecimal> SHARES = Stream.of("0.75", "0.5", "0").map(BigDecimal::new).toList();

    private GradeBook() {
    }

    /** Whatever was graded on a day, in no order. */
    static Stream<Grade> of(long day) {
        return Stream.concat(
            IntStream.range(0, gradings(day)).mapToObj(number -> grade(day, number)),
            Stream.concat(reviews(day), GRADED_AGAIN.stream().sorted().map(number -> again(grade(day - 1, number)))));
    }

    private static int gradings(long day) {
        return GRADINGS + (int) Math.floorMod(day, 5L);
    }

    private static Grade grade(long day, int number) {
        Instant at = gradedAt(day, number);
        return new Grade(ticket(day, number), number, rubric(number), Staff.GRADERS.get(number % Staff.GRADERS.size()), Grade.Type.GRADING,
            answers(day, number), at, at, GRADED_AGAIN.contains(number) ? gradedAt(day + 1, NUMBERS + number) : null);
    }

    /** The ticket of number 20 is graded twice: by a second grader, on another rubric, as number 21. */
    private static Ticket ticket(long day, int number) {
        return new Ticket(day, number == 21 ? 20 : number);
    }

    private static Rubric rubric(int number) {
        return Rubric.ALL.get(number / 3 % Rubric.ALL.size());
    }

    /** One at the very start of the day, one shortly before its end, the others in working hours; every third without a fraction. */
    private static Instant gradedAt(long day, int number) {
        Chance chance = new Chance(day, number, 2);
        int second = switch (number) {
            case 0 -> 0;
            case 1 -> 86_250;
            default -> chance.between(6 * 3_600, 20 * 3_600);
        };
        return Days.start(day).plusSeconds(second).plusMillis(number % 3 == 0 ? 0 : chance.between(1, 1_000));
    }

    private static List<BigDecimal> answers(long day, int number) {
        if (NOT_APPLICABLE.contains(number)) {
            return List.of();
        }
        Chance chance = new Chance(day, number, 3);
        int skill = ticket(day, number).identity().agent().skill();
        return rubric(number).questions().stream()
            .map(question -> BigDecimal.valueOf(question.max()).multiply(chance.between(0, 100) < skill ? BigDecimal.ONE : chance.oneOf(SHARES)))
            .toList();
    }

    /** The first answer becomes another, so the score does. */
    private static Grade again(Grade before) {
        List<BigDecimal> answers = new ArrayList<>(before.answers());
        BigDecimal max = BigDecimal.valueOf(before.rubric().questions().get(0).max());
        answers.set(0, answers.get(0).compareTo(max) == 0 ? max.multiply(SHARES.get(1)) : max);
        return new Grade(before.ticket(), before.number(), before.rubric(), before.grader(), before.type(), answers,
            before.firstGradedAt(), before.replacedAt(), null);
    }

    private static Stream<Grade> reviews(long day) {
        return Stream.of(review(day, 2, Grade.Type.CALIBRATION), review(day, 9, Grade.Type.CALIBRATION), review(day, 12, Grade.Type.GRADER_QA));
    }

    /** An hour later another grader looks at the same ticket. */
    private static Grade review(long day, int number, Grade.Type type) {
        Grade reviewed = grade(day, number);
        Instant at = reviewed.gradedAt().plus(Duration.ofHours(1));
        String grader = Staff.GRADERS.get((number + 1) % Staff.GRADERS.size());
        return new Grade(reviewed.ticket(), number, reviewed.rubric(), grader, type, reviewed.answers(), at, at, null);
    }
}
