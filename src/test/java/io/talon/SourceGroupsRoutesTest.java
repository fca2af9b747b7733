package io.talon;

class SourceGroupsRoutesTest extends SourceContract {
    SourceGroupsRoutesTest() {
        super("groups", "request-groups-export", "{includeUnavailable: true}");
    }

    @Override
    boolean isSnapshot() {
        return true;
    }
}
