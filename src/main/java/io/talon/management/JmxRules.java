package io.talon.management;

import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.restrictor.AbstractConstantRestrictor;
import org.jolokia.server.core.util.RequestType;

/** What may be done over Jolokia: read and draw the routes, and, if operations are allowed, the ledger's operations and starting and stopping routes. */
final class JmxRules extends AbstractConstantRestrictor {
    private static final Set<RequestType> TELLING = Set.of(RequestType.READ, RequestType.LIST, RequestType.SEARCH, RequestType.VERSION);
    /** The arguments of the process may hold what was given by -D. */
    private static final Set<String> ARGUMENTS = Set.of("SystemProperties", "InputArguments");
    private final boolean operations;

    JmxRules(boolean operations) {
        super(true);
        this.operations = operations;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return TELLING.contains(type) || type == RequestType.EXEC;
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName bean, String attribute) {
        return !ARGUMENTS.contains(attribute);
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName bean, String attribute) {
        return false;
    }

    /** Only what is named here: Camel's context could send anything anywhere, and the JVM's own commands load code. */
    @Override
    public boolean isOperationAllowed(ObjectName bean, String operation) {
        String name = operation.replaceFirst("\\(.*", "");
        boolean camel = bean.getDomain().equals("org.apache.camel");
        boolean draws = camel && name.matches("dump\\w*(Route|Routes)\\w*AsXml");
        boolean tells = bean.getDomain().equals("io.talon") && name.equals("plan");
        boolean changes = bean.getDomain().equals("io.talon")
            || camel && "routes".equals(bean.getKeyProperty("type")) && Set.of("start", "stop", "suspend", "resume").contains(name);
        return draws || tells || operations && changes;
    }
}
