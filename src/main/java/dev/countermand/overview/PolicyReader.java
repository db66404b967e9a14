package dev.countermand.overview;

import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.policy.Policy;
import dev.countermand.policy.catalogue.Policies;
import dev.countermand.policy.document.Figures;
import dev.countermand.policy.wording.PolicyWords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policies that orders are placed under, for those who ask (M1, M2). */
@ApplicationScoped
class PolicyReader {

    /**
     * A policy as somebody may see it.
     *
     * @param inFull with what suspicions are drawn from: whoever knew those figures would stay just below them
     */
    record Shown(Policy policy, boolean inFull) {

        /** Whole sections, or one figure of a section, that only those who judge see. */
        private static final List<List<String>> FOR_JUDGES =
                List.of(List.of("detection"), List.of("liability"), List.of("shipping", "scanBeforeOrder"));

        /** The figures that this reader may see, by section. */
        Map<String, Object> figures() {
            Map<String, Object> figures = Figures.given(policy);
            if (!inFull) {
                FOR_JUDGES.forEach(path -> remove(figures, path));
            }
            return figures;
        }

        /** Its sentences. */
        List<PolicyWords.Sentence> words() {
            return inFull ? PolicyWords.toJudges(policy) : PolicyWords.of(policy);
        }

        private static void remove(Map<?, ?> section, List<String> path) {
            if (path.size() == 1) {
                section.remove(path.getFirst());
            } else if (section.get(path.getFirst()) instanceof Map<?, ?> inner) {
                remove(inner, path.subList(1, path.size()));
            }
        }
    }

    private final Policies policies;

    PolicyReader(Policies policies) {
        this.policies = policies;
    }

    /** The newest versions, by name. */
    Page<Policy> page(PageRequest page) {
        String after = page.after();
        List<Policy> found = policies.current().stream()
                .filter(policy -> after == null || policy.name().compareTo(after) > 0)
                .limit(page.fetch())
                .toList();
        return Page.of(found, page, Policy::name);
    }

    /** The newest version, or the one given; in full for those who judge by it. Refuses what is not there. */
    Shown find(String market, @Nullable Integer version, Caller caller) {
        Optional<Policy> found = version == null ? policies.current(market) : policies.find(market, version);
        Policy policy = found.orElseThrow(() -> Refusal.notFound("policy").asException());
        return new Shown(policy, caller.isAny(Role.MODERATOR, Role.LEAD, Role.SERVICE));
    }
}
