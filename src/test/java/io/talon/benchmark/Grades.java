package io.talon.benchmark;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Invented grades in the vendor's shape: always the same for the same size. */
final class Grades {
    private static final long SEED = 20261124;
    private static final String HEADER = "gradable_id,agent_id,agent_name,agent_email,rubric_id,rubric_name,rubric_score,max_rubric_score,comment,date_graded,grader,"
        + "grade_type,ticket_created_at,date_first_started,date_first_graded,date_reported_as,source,total_grading_time,alignment_score,target_answer_id,original_grader\n";
    private static final String COMMENT = "\"Friendly, and quick to the point;\nthe \"\"closing\"\" was missing\"";

    private Grades() {
    }

    /** Writes so many bytes, and as many more as the last grade has. */
    static Path write(Path file, long bytes) throws IOException {
        Random random = new Random(SEED);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            long written = HEADER.length();
            for (int number = 0; written < bytes; number++) {
                String grade = grade(number, random);
                out.write(grade);
                written += grade.length();
            }
        }
        return file;
    }

    private static String grade(int number, Random random) {
        int agent = random.nextInt(500);
        String time = "2026-02-01 %02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
        return number + ",a" + agent + ",Agent " + agent + ",agent" + agent + "@example.com,r1,Rubric 1," + random.nextInt(101) + ",100," + COMMENT
            + ',' + time + ",grader" + random.nextInt(40) + "@example.com,grading," + time + ',' + time + ',' + time + ',' + time + ",zendesk,120,,,\n";
    }
}
