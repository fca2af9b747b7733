package io.talon;

class SourceCsatRoutesTest extends SourceContract {
    SourceCsatRoutesTest() {
        super("csat", "request-raw-export", "{singleFileExport: csat}");
    }
}
