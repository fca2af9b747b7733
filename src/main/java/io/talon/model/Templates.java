package io.talon.model;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.util.HashMap;
import java.util.Map;

/** Renders SQL templates as dbt does: with the project's macros, and any error is fatal. */
final class Templates {
    private final Jinjava jinjava = new Jinjava(JinjavaConfig.newBuilder().withFailOnUnknownTokens(true).build());
    private final String macros;
    private final int macroLines;

    Templates(String macros) {
        this.macros = macros + "\n";
        this.macroLines = (int) this.macros.chars().filter(c -> c == '\n').count();
        for (String function : new String[] {"ref", "source", "config"}) {
            jinjava.getGlobalContext().registerFunction(new ELFunctionDefinition("", function, Rendering.class, function, Object[].class));
        }
    }

    String render(TemplateFile file, Rendering rendering, Target target) {
        Map<String, Object> variables = new HashMap<>();
        variables.put(Rendering.VARIABLE, rendering);
        variables.put("target", target.asVariable());
        variables.put("this", target.relation(file.name()));
        RenderResult result = jinjava.renderForResult(macros + file.text(), variables);
        if (!result.getErrors().isEmpty()) {
            throw error(file, result.getErrors().get(0));
        }
        return result.getOutput().strip();
    }

    private ProjectError error(TemplateFile file, TemplateError error) {
        for (Throwable cause = error.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProjectError ours) {
                return ours;
            }
        }
        int line = error.getLineno() - macroLines;
        String where = line > 0 ? file.file() + ":" + line : "macros/ (used by " + file.file() + ")";
        return new ProjectError(where, error.getMessage(), "Correct the template.");
    }
}
