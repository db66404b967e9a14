package dev.countermand.payment.provider;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A provider who does what a payment's reference says: {@code lost} makes each refund and loses each answer, {@code found},
 * {@code missing} and {@code unknowable} say what is known of it when they are asked for it, {@code sent} sends it. Only payments that name it know
 * it.
 */
@ApplicationScoped
public class FickleProvider implements PaymentProvider {

    public static final String NAME = "fickle";

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Map<String, Runnable> meanwhile = new ConcurrentHashMap<>();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private volatile boolean away;
    private volatile boolean forgetful;

    @Override
    public String name() {
        return NAME;
    }

    /** Nobody calls them any more, as when they have failed too often. */
    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
        forgetful = false;
    }

    /** They no longer recognise the key of anything that was handed to them. */
    public void forget() {
        forgetful = true;
    }

    @Override
    public Duration remembers() {
        return forgetful ? Duration.ZERO : PaymentProvider.super.remembers();
    }

    /** What happens, once, before they are called to refund a payment: whoever calls has read the refund already. */
    public void meanwhile(String paymentReference, Runnable what) {
        meanwhile.put(paymentReference, what);
    }

    /** How often they were called to refund a payment. */
    public int calls(String paymentReference) {
        return calls.getOrDefault(paymentReference, 0);
    }

    @Override
    public Uni<Handover> submit(Instruction instruction, Supplier<Uni<Void>> first) {
        if (away) {
            return Uni.createFrom().failure(ProviderUnavailable.notCalled("fickle is left alone for now"));
        }
        Runnable what = meanwhile.remove(instruction.paymentReference());
        return what == null
                ? PaymentProvider.super.submit(instruction, first)
                : Uni.createFrom()
                        .voidItem()
                        .emitOn(Infrastructure.getDefaultExecutor())
                        .invoke(what)
                        .chain(() -> PaymentProvider.super.submit(instruction, first));
    }

    @Override
    public Uni<Handover> submit(Instruction instruction) {
        String payment = instruction.paymentReference();
        calls.merge(payment, 1, Integer::sum);
        return payment.contains("lost")
                ? Uni.createFrom().failure(new ProviderUnavailable("its answer was lost"))
                : Uni.createFrom().item(new Handover.Taken(reference(instruction)));
    }

    /** What was {@code sent} is told once. */
    @Override
    public Uni<Progress> ask(Submitted refund) {
        String payment = refund.instruction().paymentReference();
        return Uni.createFrom()
                .item(
                        payment.contains("sent") && sent.add(refund.reference())
                                ? new Progress.Sent(refund.submittedAt())
                                : new Progress.Pending());
    }

    @Override
    public Uni<Finding> find(Instruction instruction) {
        String payment = instruction.paymentReference();
        if (payment.contains("found")) {
            return Uni.createFrom().item(new Finding.Found(reference(instruction)));
        }
        return Uni.createFrom().item(payment.contains("missing") ? new Finding.Missing() : new Finding.Unknowable());
    }

    private static String reference(Instruction instruction) {
        return "fickle-" + instruction.key().text();
    }
}
