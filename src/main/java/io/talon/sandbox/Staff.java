package io.talon.sandbox;

import java.util.ArrayList;
import java.util.List;

/** The invented people: agents, the ids under which they work, and those who grade them. */
final class Staff {
    static final List<Agent> AGENTS = List.of(
        new Agent("Anna Petrova", "anna.petrova@example.com", "10061553646875;qppMJnv8L6KGZMYEN", Group.RU, 88),
        new Agent("Иван Смирнов", "ivan.smirnov@example.com", "10061553646876", Group.RU, 74),
        new Agent("Dmitry Orlov", "dmitry.orlov@example.com", "10061553646877; 1267169520869; wR7dKcX3nZ5tHsB9a", Group.RU, 62),
        new Agent("Claire Dubois", "claire.dubois@example.com", "10061553646878", Group.FR, 91),
        new Agent("Hugo Lefèvre", "hugo.lefevre@example.com", "fG2mPv6uQy4jLe8oT", Group.FR, 55),
        new Agent("Camille Moreau", "camille.moreau@example.com", "10061553646880", Group.FR, Group.UK, 79, true),
        new Agent("Jack Turner", "jack.turner@example.com", "10061553646881", Group.UK, 83),
        new Agent("Olivia \"Liv\" O'Brien", "olivia.obrien@example.com", "10061553646882;1267169520870", Group.UK, 70),
        new Agent("Novak, Sam", "sam.novak@example.com", "10061553646883", null, 66),
        new Agent("Pierre Garnier", "pierre.garnier@example.com", "10061553646884", Group.FR, Group.FR, 48, false));
    static final List<Identity> IDENTITIES = AGENTS.stream()
        .flatMap(agent -> agent.idList().stream().map(id -> new Identity(agent, id))).toList();
    static final List<String> GRADERS = List.of("maria.keller@example.com", "tom.baker@example.com", "ольга@example.com");

    private Staff() {
    }

    /** The rows of the groups file on a day. */
    static List<List<String>> groups(long day, boolean unavailable) {
        List<List<String>> rows = new ArrayList<>();
        for (Agent agent : AGENTS) {
            if (agent.available() || unavailable) {
                rows.add(member(Group.ALL, agent));
                if (agent.team(day) != null) {
                    rows.add(member(agent.team(day), agent));
                }
            }
        }
        rows.add(Csv.cells(Group.NOBODY.name(), Group.NOBODY.id(), "", "", "", ""));
        return rows;
    }

    private static List<String> member(Group group, Agent agent) {
        return Csv.cells(group.name(), group.id(), agent.name(), agent.email(), agent.ids(), agent.available() ? "True" : "False");
    }

    /** An agent under one of their ids. */
    record Identity(Agent agent, String id) {
    }
}
