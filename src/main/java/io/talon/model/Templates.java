package io.talon.model;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Renders SQL templates as dbt does: with the project's macros, and any error is fatal. */
final class Templates {
    private static final Map<String, String> FUNCTIONS = Map.of("ref", "ref", "source", "source", "config", "config", "var", "var", "env_var", "envVar");
    private static final String MACRO_LINES = "_macro_lines";
    private final Jinjava jinjava = new Jinjava(JinjavaConfig.newBuilder().withFailOnUnknownTokens(true).build());
    private final Map<String, String> macros = new LinkedHashMap<>();
    private final String prefix;

    Templates(ProjectFiles files) {
        files.names("macros/", ".sql").forEach(file -> macros.put(file, files.text(file)));
        prefix = macros.isEmpty() ? "" : String.join("\n", macros.values()) + "\n";
        FUNCTIONS.forEach((name, method) -> jinjava.getGlobalContext().registerFunction(new ELFunctionDefinition("", name, Rendering.class, method, Object[].class)));
        jinjava.getGlobalContext().registerFunction(new ELFunctionDefinition("", "is_incremental", Rendering.class, "isIncremental"));
        jinjava.getGlobalContext().registerTag(new SnapshotTag());
    }

    String render(String text, Rendering rendering, Relation self) {
        Map<String, Object> variables = new HashMap<>();
        variables.put(Rendering.VARIABLE, rendering);
        variables.put(MACRO_LINES, lines(prefix));
        variables.put("target", rendering.invocation().target().asVariable());
        variables.put("run_started_at", rendering.invocation().startedAtText());
        variables.put("execute", true);
        variables.put("this", self);
        RenderResult result = jinjava.renderForResult(prefix + text, variables);
        if (!result.getErrors().isEmpty()) {
            throw error(rendering.file(), result.getErrors().get(0));
        }
        return result.getOutput().substring(prefixOutput(result.getOutput())).stripTrailing();
    }

    /** Macros print only the line breaks between them. */
    private static int prefixOutput(String output) {
        int start = 0;
        while (start < output.length() && Character.isWhitespace(output.charAt(start))) {
            start++;
        }
        return start;
    }

    /** The line within the file that is rendered. */
    static int line(JinjavaInterpreter interpreter) {
        return interpreter.getLineNumber() - (int) interpreter.getContext().get(MACRO_LINES);
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    private ProjectError error(String file, TemplateError error) {
        for (Throwable cause = error.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProjectError ours) {
                return ours;
            }
        }
        int line = error.getLineno() - lines(prefix);
        return new ProjectError(line > 0 ? file + ":" + line : macro(error.getLineno()) + " (used by " + file + ")", error.getMessage(), "Correct the template.");
    }

    private String macro(int line) {
        int before = 0;
        for (Map.Entry<String, String> macro : macros.entrySet()) {
            int next = before + lines(macro.getValue()) + 1;
            if (line <= next) {
                return macro.getKey() + ":" + (line - before);
            }
            before = next;
        }
        return "macros/";
    }
}
