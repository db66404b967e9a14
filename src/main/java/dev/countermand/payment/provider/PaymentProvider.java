package dev.countermand.payment.provider;

import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whoever moves the money. Calls may be repeated with the same refund and must then do nothing twice. They must not block
 * their thread; one that does not answer in time is cancelled and counts as failed. Whatever is not known fails with
 * {@link ProviderUnavailable}: a provider never guesses.
 */
public interface PaymentProvider {

    /** The name that payments carry in {@code provider}. */
    String name();

    /** Whether it has what it needs to be used here. One that has not is none of those a payment may name. */
    default boolean isConfigured() {
        return true;
    }

    /**
     * How long the provider recognises a repetition by the refund's key, to be on the safe side. After that nothing is
     * handed over before {@link #find} has been asked.
     */
    default Duration remembers() {
        return ChronoUnit.FOREVER.getDuration();
    }

    /**
     * Why nothing is ever handed to them: they move nothing by themselves, and a person pays it and says how (A20b). The words
     * are for that person; empty where they can be called.
     */
    default Optional<String> leavesToPeople() {
        return Optional.empty();
    }

    /** A20a: whether the payment of this name may have another one, which then is to be asked for. Nobody is called for it. */
    default boolean mayBeNamedOtherwise(String paymentReference) {
        return false;
    }

    /**
     * The one name under which a payment counts, whichever of its names it is told by (A20a); the same when it has no
     * other, or is not known. Fails with {@link ProviderUnavailable} while that cannot be said.
     */
    default Uni<String> nameOf(String paymentReference) {
        return Uni.createFrom().item(paymentReference);
    }

    /**
     * Hands over a refund under its key. Declined only if it is certain that nothing was done; whatever
     * else goes wrong is {@link ProviderUnavailable}, and the same call is made again.
     */
    Uni<Handover> submit(Instruction instruction);

    /**
     * The same, with something to be done before.
     *
     * @param first done only if the provider is then called: one who is left alone for a while is not
     */
    default Uni<Handover> submit(Instruction instruction, Supplier<Uni<Void>> first) {
        return first.get().chain(() -> submit(instruction));
    }

    /**
     * Takes back a refund that they have and have not carried out, because a person has closed it. They may be asked again
     * for what they have taken back before.
     */
    default Uni<Taking> takeBack(Submitted refund) {
        return Uni.createFrom().item(new Taking.Impossible());
    }

    /**
     * What became of a refund that was handed over. Pending also from a provider who cannot be asked: what they told by
     * themselves is then all there is ({@link RefundTruth}).
     */
    Uni<Progress> ask(Submitted refund);

    /** Looks for a refund of this key that may have been handed over before, among those of its payment. */
    default Uni<Finding> find(Instruction instruction) {
        return Uni.createFrom().item(new Finding.Unknowable());
    }

    /** Whether they can be listened to here: what they sent could be told from what others did. */
    default boolean tells() {
        return false;
    }

    /**
     * Reads what the provider sent by themselves: its signature and, where that covers a time, its age first. What is
     * about no refund, chargeback or capture is left out. It may be sent twice, in any order, and before the answer to the
     * call that it is about.
     *
     * @throws dev.countermand.kernel.RefusedException when it is not signed by them, too old, or not of their form
     */
    default List<ProviderNews> read(ProviderCall call, Instant now) {
        throw Refusal.notFound("provider of webhooks").asException();
    }

    /**
     * A page of what the provider has of a time, for comparing it with ours. Many cannot be asked for it; a report of theirs
     * is then handed in and read by {@link #read(String)}.
     *
     * @param after the cursor of the page before; null for the first
     */
    default Uni<Listing> list(Period period, @Nullable String after) {
        throw new IllegalStateException(name() + " cannot be asked for lists");
    }

    /** What {@link #list} gives; nothing where there is no such question. */
    default Set<Listed.Thing> lists() {
        return Set.of();
    }

    /** What a {@link #read(String) report} of theirs gives; nothing where they have none that we read. */
    default Set<Listed.Thing> reports() {
        return Set.of();
    }

    /**
     * Reads a report that somebody got from the provider.
     *
     * @throws dev.countermand.kernel.RefusedException when it is not of the form that they document
     */
    default List<Listed> read(String report) {
        throw Refusal.invalid("report", "cannot be read of " + name()).asException();
    }

    /** From a moment on, and before another. */
    record Period(Instant from, Instant to) {}

    /** @param next the cursor of the page behind; null when this is the last */
    record Listing(List<Listed> items, @Nullable String next) {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /**
     * @param key under which the provider recognises a repetition
     * @param paymentReference the provider's name for the payment that is given back
     */
    record Instruction(RefundKey key, String paymentReference, Money amount) {

        /** The first round of a refund. */
        public Instruction(UUID refundId, String paymentReference, Money amount) {
            this(new RefundKey(refundId, 0), paymentReference, amount);
        }

        public UUID refundId() {
            return key.id();
        }
    }

    /** A refund that was handed over. */
    record Submitted(Instruction instruction, String reference, Instant submittedAt) {}

    /** What became of handing a refund over. */
    sealed interface Handover {
        /** The provider has it, now or since an earlier call, under this reference. Nothing is said of the money yet. */
        record Taken(String reference) implements Handover {}

        /** They will not do it. The words are for staff: buyers are never shown them. */
        record Declined(String reason) implements Handover {}
    }

    /** What became of taking a refund back. */
    sealed interface Taking {
        /** They will not carry it out. */
        record Back() implements Taking {}

        /** They will not give it back, and may carry it out. The words are for staff. */
        record Kept(String reason) implements Taking {}

        /** There is no such call: nobody knows whether they will carry it out. */
        record Impossible() implements Taking {}
    }

    /** What a provider knows of a refund by our key. */
    sealed interface Finding {
        /** They have it. */
        record Found(String reference) implements Finding {}

        /** They have all refunds of the payment listed, and it is not among them: it may be handed over. */
        record Missing() implements Finding {}

        /** They cannot be asked. It is not handed over again; a person looks after it (A20b). */
        record Unknowable() implements Finding {}
    }

    /** What a provider says of a refund. */
    sealed interface Progress {
        /** Nothing new. */
        record Pending() implements Progress {}

        /**
         * The money has left.
         *
         * @param bankReference by which the buyer's bank finds it, where there is one
         */
        record Sent(Instant at, @Nullable String bankReference) implements Progress {
            public Sent(Instant at) {
                this(at, null);
            }
        }

        /** The money is with the buyer. */
        record Arrived(Instant sentAt, Instant at) implements Progress {}

        /** It will not be done; nothing was, and it may be tried again. */
        record Declined(String reason) implements Progress {}

        /**
         * They took it, may have sent it, and it has failed: the money is back. For good: it is not tried again by itself,
         * because the same id would get the same answer. The words are for staff.
         */
        record Failed(String reason) implements Progress {}
    }
}
