package dev.countermand.orderflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.refund.RefundStatus;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.DecisionStatus;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/flow.md} is drawn from the list and from the tables of states, and is never older than they are. */
@NullUnmarked
class FlowPageTest {

    private static final Path PAGE = Path.of("docs", "flow.md");
    private static final String UPDATE = "./mvnw -q test -Dtest=FlowPageTest -Dflow.update";

    @BeforeAll
    static void updateWhenAsked() throws IOException {
        if (System.getProperty("flow.update") != null) {
            Files.writeString(PAGE, page());
        }
    }

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        assertThat(Files.readString(PAGE)).as("draw it anew with %s", UPDATE).isEqualTo(page());
    }

    @Test
    void somethingFollowsFromEveryEvent() {
        assertThat(OrderEvent.class.getPermittedSubclasses())
                .allSatisfy(type -> assertThat(after(type))
                        .extracting(Consequence::words)
                        .as(type.getSimpleName())
                        .isNotEmpty()
                        .doesNotHaveDuplicates());
    }

    /** Of all consequences together: which of them it is that says an event cannot be seen from outside. */
    @Test
    void theListNamesTheEventsThatTheCodeSays() {
        assertThat(Arrays.stream(OrderEvent.class.getPermittedSubclasses())
                        .flatMap(type -> after(type).stream())
                        .flatMap(consequence -> consequence.raises().stream())
                        .map(Class::getName)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(said());
    }

    /** The events that are made in what the list calls, directly or not. */
    private static Set<String> said() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.countermand");
        Set<String> events = new TreeSet<>();
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaCodeUnit> open =
                new ArrayDeque<>(classes.get(WhatFollows.class).getCodeUnits());
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.remove();
            if (!unit.getOwner().getPackageName().startsWith("dev.countermand") || !seen.add(unit)) {
                continue;
            }
            for (JavaConstructorCall made : unit.getConstructorCallsFromSelf()) {
                if (made.getTargetOwner().isAssignableTo(OrderEvent.class)) {
                    events.add(made.getTargetOwner().getName());
                }
            }
            Stream.<JavaCodeUnitAccess<?>>concat(
                            unit.getCallsFromSelf().stream(), unit.getCodeUnitReferencesFromSelf().stream())
                    .forEach(used -> used.getTarget().resolveMember().ifPresent(open::add));
        }
        return events;
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
            # What follows from what

            Drawn by `FlowPageTest` from `orderflow.WhatFollows` and from the tables of states; `%s` draws it anew.

            ## Events of an order

            An act says what happened; this follows, from left to right, in the act's own transaction. Dotted arrows lead to events that a step may say in turn: what follows from those comes before the next step.

            ```mermaid
            flowchart LR
            """.formatted(UPDATE));
        for (Class<?> type : OrderEvent.class.getPermittedSubclasses()) {
            String last = type.getSimpleName();
            page.append("    ").append(last).append("([").append(last).append("])\n");
            int step = 1;
            for (Consequence consequence : after(type)) {
                String next = type.getSimpleName() + step++;
                page.append("    %s --> %s[\"%s\"]%n".formatted(last, next, consequence.words()));
                for (Class<?> raised : consequence.raises()) {
                    page.append("    %s -.-> %s%n".formatted(next, raised.getSimpleName()));
                }
                last = next;
            }
        }
        page.append("```\n\n## States\n");
        states(page, "Order", OrderStatus.values(), OrderStatus::canBecome);
        states(page, "Cancellation request", CancellationStatus.values(), CancellationStatus::canBecome);
        states(page, "Dispute", DisputeStatus.values(), DisputeStatus::canBecome);
        states(page, "Refund", RefundStatus.values(), RefundStatus::canBecome);
        states(page, "Case", CaseStatus.values(), CaseStatus::canBecome);
        states(page, "Decision", DecisionStatus.values(), DecisionStatus::canBecome);
        return page.toString();
    }

    private static <S extends Enum<S>> void states(
            StringBuilder page, String what, S[] all, BiPredicate<S, S> canBecome) {
        page.append("\n### ")
                .append(what)
                .append(" (`")
                .append(all[0].getDeclaringClass().getSimpleName())
                .append("`)\n\n```mermaid\nstateDiagram-v2\n");
        for (S from : all) {
            List<S> next =
                    Arrays.stream(all).filter(to -> canBecome.test(from, to)).toList();
            next.forEach(to -> page.append("    %s --> %s%n".formatted(from, to)));
            if (next.isEmpty()) {
                page.append("    %s --> [*]%n".formatted(from));
            }
        }
        page.append("```\n");
    }

    private static List<Consequence> after(Class<?> type) {
        WhatFollows list = new WhatFollows(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null);
        return list.after(null, sample(type), Instant.EPOCH);
    }

    /** The words do not depend on what the event says. */
    private static OrderEvent sample(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (OrderEvent) constructor.newInstance(
                    Arrays.stream(types).map(FlowPageTest::any).toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object any(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == int.class) {
            return 1;
        }
        if (type == UUID.class) {
            return new UUID(0, 0);
        }
        return type == String.class ? "" : null;
    }
}
