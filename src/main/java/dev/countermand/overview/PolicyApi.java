package dev.countermand.overview;

import dev.countermand.policy.Policy;
import dev.countermand.policy.wording.PolicyWords;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Policies as callers see them (M1). */
public final class PolicyApi {

    private PolicyApi() {}

    /** A market in a list. */
    @RegisterForReflection
    @Schema(name = "PolicySummary")
    public record PolicySummary(
            @Schema(
                    description = "What an order names as its market; after a `+`, the layer on top.",
                    examples = "aliexpress")
            String market,

            @Schema(description = "The newest: what an order placed now is placed under.", examples = "1")
            int version,

            @Schema(examples = "Escrow marketplace") String title) {

        static PolicySummary of(Policy policy) {
            return new PolicySummary(policy.name(), policy.version(), policy.title());
        }
    }

    /** A policy in full. */
    @RegisterForReflection
    @Schema(name = "Policy")
    public record PolicyView(
            @Schema(examples = "aliexpress") String market,

            @Schema(
                    description =
                            "What this version says never changes. With a layer: the policy's own version times 1000,"
                                    + " plus the layer's.",
                    examples = "1")
            int version,

            @Schema(examples = "Escrow marketplace") String title,

            @Schema(
                    description =
                            "Every figure, as its document writes it; what the policy does not have is left out. What tells"
                                    + " how to stay below a suspicion (`detection`, `liability`, `shipping.scanBeforeOrder`)"
                                    + " is shown to moderators, leads and services only. New kinds of figures may appear.",
                    examples = "{\"payment\":{\"due\":\"BEFORE_PROCESSING\",\"closeUnpaidAfter\":\"P20D\"}}")
            Map<String, Object> figures,

            @Schema(description = "The same in words for a buyer, in the order in which they meet them.")
            List<WordView> words,

            @Schema(
                    description =
                            "In words for a seller: what becomes of parcels that come back, have a wrong number, or of which nobody hears (P3 to P6).")
            List<WordView> sellerWords) {

        static PolicyView of(PolicyReader.Shown shown) {
            Policy policy = shown.policy();
            return new PolicyView(
                    policy.name(),
                    policy.version(),
                    policy.title(),
                    shown.figures(),
                    shown.words().stream().map(WordView::of).toList(),
                    PolicyWords.toSellers(policy).stream().map(WordView::of).toList());
        }
    }

    /** One rule in words. */
    @RegisterForReflection
    @Schema(name = "PolicyWords")
    public record WordView(
            @Schema(description = "Number of the rule.", examples = "A1")
            String rule,

            @Schema(examples = "An order that is not paid within 20 days closes by itself.")
            String text) {

        static WordView of(PolicyWords.Sentence sentence) {
            return new WordView(sentence.rule(), sentence.text());
        }
    }
}
