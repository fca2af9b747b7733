package io.talon;

class SourceSectionScoresRoutesTest extends SourceContract {
    SourceSectionScoresRoutesTest() {
        super("section_scores", "request-raw-export", "{singleFileExport: section_scores}");
    }
}
