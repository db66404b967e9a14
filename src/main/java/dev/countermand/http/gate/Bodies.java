package dev.countermand.http.gate;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How large bodies may be and how much memory they may take, by where they are sent. */
@ApplicationScoped
class Bodies {

    /** Of a webhook, whatever is set for others: its senders need no token. */
    static final long MOST_WEBHOOK_BYTES = 1 << 20;

    /** Of a form with a document of 10 MiB, which evidence takes at most, with some room for the form around it. */
    static final long MOST_UPLOAD_BYTES = (10L << 20) + 64L * 1024;

    /** Of a payment provider's report: some 150,000 lines. */
    static final long MOST_REPORT_BYTES = 64L << 20;

    /** A report is sixty times as large as another body, and handed in once a day. */
    private static final int REPORT_TIMES = 10;

    private record Kind(long mostBytes, ByteBudget budget, Duration time) {
        Kind(long mostBytes, long atOnce, Duration time) {
            this(mostBytes, new ByteBudget(atOnce, mostBytes), time);
        }
    }

    private final Kind usual;
    private final Map<String, Kind> others;

    Bodies(
            @ConfigProperty(name = "countermand.http.max-body-bytes") long mostBytes,
            @ConfigProperty(name = "countermand.http.bodies-at-once") long atOnce,
            @ConfigProperty(name = "countermand.http.webhooks-at-once") long webhooksAtOnce,
            @ConfigProperty(name = "countermand.http.uploads-at-once") long uploadsAtOnce,
            @ConfigProperty(name = "countermand.http.reports-at-once") long reportsAtOnce,
            @ConfigProperty(name = "countermand.http.body-time") Duration time) {
        this.usual = new Kind(mostBytes, atOnce, time);
        Kind signed = new Kind(Math.min(mostBytes, MOST_WEBHOOK_BYTES), webhooksAtOnce, time);
        this.others = Map.of(
                BeforeBody.WEBHOOKS,
                signed,
                BeforeBody.PAYMENT_WEBHOOKS,
                signed,
                BeforeBody.UPLOADS,
                new Kind(MOST_UPLOAD_BYTES, uploadsAtOnce, time),
                BeforeBody.REPORTS,
                new Kind(MOST_REPORT_BYTES, reportsAtOnce, time.multipliedBy(REPORT_TIMES)));
    }

    /**
     * The body of this call.
     *
     * @param address as a template
     * @param holder who is held to account for its memory
     */
    Uni<BodyReading.Read> read(RoutingContext context, String address, String holder) {
        Kind kind = others.getOrDefault(address, usual);
        BodyReading.Limits limits = new BodyReading.Limits(kind.mostBytes(), kind.time(), kind.budget(), holder);
        return Uni.createFrom().emitter(outcome -> new BodyReading(context, limits, outcome).begin());
    }
}
