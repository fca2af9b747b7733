package io.talon;

class SourceAnnotationsRoutesTest extends SourceContract {
    SourceAnnotationsRoutesTest() {
        super("annotations", "request-raw-export", "{singleFileExport: annotations}");
    }
}
