package dev.countermand.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All orders, and all that carriers say of their numbers. */
record World(Parameters parameters, List<SimulatedOrder> orders, Map<Label, List<Report>> reports) {

    static World empty(Parameters parameters) {
        return new World(parameters, new ArrayList<>(), new HashMap<>());
    }

    void report(Label label, List<Report> more) {
        reports.computeIfAbsent(label, ignored -> new ArrayList<>()).addAll(more);
    }

    List<Report> reportsOf(Label label) {
        return reports.getOrDefault(label, List.of());
    }

    /** Those that somebody declared shipped: only of these is anything said. */
    List<SimulatedOrder> declared() {
        return orders.stream().filter(order -> !order.declared.isEmpty()).toList();
    }
}
