package io.talon;

import io.talon.log.WhoseLine;
import io.talon.management.SharedDescriptions;
import io.talon.warehouse.Warehouse;
import org.apache.camel.CamelContext;
import org.apache.camel.ManagementMBeansLevel;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/** How Camel is set up: which routes it has, which of them begin by themselves, and what is seen of them. */
final class CamelSetup {
    /** What is not let end at a stop is waiting, which the next start goes on with. */
    private static final int STOP_SECONDS = 2;
    private final Main camel;
    private final Settings settings;
    private final Mode mode;

    private CamelSetup(Main camel, Settings settings, Mode mode) {
        this.camel = camel;
        this.settings = settings;
        this.mode = mode;
    }

    static void of(Main camel, Settings settings, Mode mode) {
        CamelSetup setup = new CamelSetup(camel, settings, mode);
        setup.routes();
        setup.observe();
        setup.threads();
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.setOverrideProperties(settings.forRoutes());
    }

    private void routes() {
        RoutesLocation routes = new RoutesLocation(settings.folder());
        camel.configure().withName("talon").withRoutesIncludePattern(mode == Mode.LOOK ? routes.patterns("source-*", "plan")
            : mode == Mode.MODEL ? routes.patterns("transform", "failures") : routes.patterns("*"));
        camel.configure().setAutoStartupExcludePattern(switch (mode) {
            case SERVICE -> null;
            case COMMAND -> "quartz*";
            case LOOK, MODEL, TRIAL -> "quartz*,timer*";
        });
        // Of a file that was changed its own routes are replaced, those of all others go on.
        camel.configure().setRoutesReloadEnabled(settings.flag("routes.reload"));
        camel.configure().setRoutesReloadDirectory(settings.folder().resolve("routes").toString());
        camel.configure().setRoutesReloadPattern("*.camel.yaml");
        camel.configure().setRoutesReloadRemoveAllRoutes(false);
    }

    /** The beans of all steps are a quarter of a start; a command has ended before anybody looks at them. */
    private void observe() {
        camel.configure().setJmxEnabled(mode == Mode.SERVICE || mode == Mode.COMMAND);
        camel.configure().setJmxManagementMBeansLevel(mode == Mode.SERVICE ? ManagementMBeansLevel.Default : ManagementMBeansLevel.RoutesOnly);
        camel.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport main) {
                CamelContext context = main.getCamelContext();
                context.getCamelContextExtension().setManagementMBeanAssembler(new SharedDescriptions(context));
                if (mode == Mode.LOOK) {
                    // What a source refuses is told by whoever asked it, and not by Camel too.
                    context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
                }
            }
        });
        if (settings.isLogJson()) {
            camel.bind("whoseLine", new WhoseLine());
        }
    }

    private void threads() {
        // Its default would keep a signal waiting for a main loop that is not used here.
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        camel.configure().setShutdownTimeout(STOP_SECONDS);
        camel.configure().threadPool().setPoolSize(Warehouse.SIDE_BY_SIDE);
        camel.configure().threadPool().setMaxPoolSize(Warehouse.SIDE_BY_SIDE);
        camel.configure().setThreadNamePattern("#name#");
        // A cached stream would be a whole export in memory.
        camel.configure().setStreamCachingEnabled(false);
    }
}
