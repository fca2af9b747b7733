package io.talon;

class SourceAuditLogRoutesTest extends SourceContract {
    SourceAuditLogRoutesTest() {
        super("audit_log", "request-audit-log-export", "{}");
    }
}
