package io.talon.model;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;

/** The block around a snapshot's select: {@code {% snapshot name %} … {% endsnapshot %}}. */
final class SnapshotTag implements Tag {

    @Override
    public String getName() {
        return "snapshot";
    }

    @Override
    public String interpret(TagNode tag, JinjavaInterpreter interpreter) {
        Rendering.current().snapshot(tag.getHelpers().strip());
        StringBuilder text = new StringBuilder();
        for (Node child : tag.getChildren()) {
            text.append(child.render(interpreter).getValue());
        }
        return text.toString();
    }
}
