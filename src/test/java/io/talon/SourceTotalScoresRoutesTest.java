package io.talon;

class SourceTotalScoresRoutesTest extends SourceContract {
    SourceTotalScoresRoutesTest() {
        super("total_scores", "request-raw-export", "{singleFileExport: total_scores}");
    }
}
