package io.talon;

class SourceIndividualAnswersRoutesTest extends SourceContract {
    SourceIndividualAnswersRoutesTest() {
        super("individual_answers", "request-raw-export", "{singleFileExport: individual_answers}");
    }
}
