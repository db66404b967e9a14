package dev.countermand.http.gate;

import dev.countermand.http.Departure;
import dev.countermand.http.Intake;
import dev.countermand.kernel.Refusal;
import io.netty.buffer.ByteBufInputStream;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Stands where the address is known and the caller is known and may call it, and no byte of the body is read. It lets
 * through what the caller's limits allow and whose query the address knows, asks the resource whether the call can be
 * done at all, and only then reads the body, within its limits.
 */
class Gate {

    private final Departure departure;
    private final Callers callers;
    private final Bodies bodies;
    private final KnownLabels labels;
    private final QueryNames queryNames = new QueryNames();
    private final List<BeforeBody> beforeBodies;

    Gate(Departure departure, Callers callers, Bodies bodies, KnownLabels labels, @All List<BeforeBody> beforeBodies) {
        this.departure = departure;
        this.callers = callers;
        this.bodies = bodies;
        this.labels = labels;
        this.beforeBodies = List.copyOf(beforeBodies);
    }

    @ServerRequestFilter(nonBlocking = true, priority = Priorities.AUTHORIZATION + 1)
    @Nullable
    Uni<Response> enter(ResteasyReactiveContainerRequestContext call) {
        ResteasyReactiveRequestContext matched = (ResteasyReactiveRequestContext) call.getServerRequestContext();
        RoutingContext context = matched.unwrap(RoutingContext.class);
        String address = addressOf(matched.getTarget());
        labels.learn(address);
        TurnedAway turned = departure.due() ? TurnedAway.leaving() : callers.inside(context);
        if (turned != null) {
            return Uni.createFrom().item(turned.toResponse());
        }
        Optional<Refusal> unknown = BeforeBody.SIGNED.contains(address)
                ? Optional.empty() // they add parameters of their own
                : queryNames.refusalOf(matched.getTarget().getLazyMethod().getMethod(), context.queryParams());
        if (unknown.isPresent()) {
            return Uni.createFrom().failure(unknown.get().asException());
        }
        if (Methods.isReading(context.request().method().name())) {
            return null;
        }
        if (address.equals(Intake.IMPORT_PATH)) {
            Unread.isRead(context);
            BodyReading.invite(context);
            return null;
        }
        return beforeBody(call, address)
                .chain(() -> bodies.read(context, address, Callers.holder(context)))
                .map(read -> switch (read) {
                    case BodyReading.Whole whole -> {
                        matched.setInputStream(
                                new ByteBufInputStream(whole.body().getByteBuf()));
                        yield null;
                    }
                    case BodyReading.Refused refused -> refused.why().toResponse();
                });
    }

    private Uni<Void> beforeBody(ResteasyReactiveContainerRequestContext call, String address) {
        return beforeBodies.stream()
                .filter(each -> each.standsBefore(address))
                .findFirst()
                .map(first -> first.admit(call.getUriInfo().getPathParameters().getFirst(firstParameter(address))))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** The name in the first braces. */
    static String firstParameter(String address) {
        return address.substring(address.indexOf('{') + 1, address.indexOf('}'));
    }

    private static String addressOf(RuntimeResource target) {
        String address = target.getClassPath().template + "/" + target.getPath().template;
        String single = address.replaceAll("/{2,}", "/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }
}
