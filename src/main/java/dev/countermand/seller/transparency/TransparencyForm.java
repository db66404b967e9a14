package dev.countermand.seller.transparency;

import dev.countermand.policy.Policy;
import dev.countermand.seller.EntryKind;
import dev.countermand.seller.Sanction;
import dev.countermand.seller.statement.Statement;
import dev.countermand.seller.statement.StatementWords;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A statement of reasons in the form of the DSA Transparency Database. It must hold no personal data, so it says the rule, the
 * signals and what follows in the service's own words, and nothing that anybody has written: no names, numbers or reasons in
 * people's words. Pure.
 */
final class TransparencyForm {

    static final String PUID = "puid";

    /** Kinds that restrict something; a warning does not, and is no matter of Article 17. */
    static final Set<EntryKind> RESTRICT = Set.of(EntryKind.FINE, EntryKind.SELLING_LIMIT, EntryKind.SUSPENSION);

    private static final int FACTS_AT_MOST = 5_000;
    private static final int GROUND_AT_MOST = 500;
    private static final int EXPLANATION_AT_MOST = 2_000;

    /** Rules that speak of deceit; the others, of what the seller owes by the terms. */
    private static final Set<String> OF_FRAUD = Set.of("A13", "A15", "A16", "A17", "A26");

    /**
     * What holds for all statements of a marketplace.
     *
     * @param termsUrl where its terms can be read
     * @param territory countries in which it sells; all, if empty
     */
    record Terms(Optional<String> termsUrl, List<String> territory) {
        Terms {
            territory = List.copyOf(territory);
        }
    }

    private TransparencyForm() {}

    /**
     * The form of a sanction that restricts something and is, or was, in force.
     *
     * @param policy under which it was imposed
     */
    static Map<String, Object> of(Sanction sanction, Policy policy, Terms terms) {
        Statement statement = StatementWords.of(sanction, policy);
        Map<String, Object> form = new LinkedHashMap<>();
        restriction(form, sanction, policy);
        form.put("account_type", "ACCOUNT_TYPE_BUSINESS");
        form.put("decision_facts", cut(facts(statement), FACTS_AT_MOST));
        form.put("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT");
        terms.termsUrl().ifPresent(url -> form.put("decision_ground_reference_url", url));
        form.put("incompatible_content_ground", cut(ground(sanction, policy, statement), GROUND_AT_MOST));
        form.put("incompatible_content_explanation", cut(explanation(statement), EXPLANATION_AT_MOST));
        form.put("content_type", List.of("CONTENT_TYPE_PRODUCT"));
        form.put("category", category(sanction));
        if (!terms.territory().isEmpty()) {
            form.put("territorial_scope", terms.territory());
        }
        form.put("content_language", policy.language().locale().getLanguage().toUpperCase(Locale.ROOT));
        form.put("content_date", day(sanction.decidedAt(), policy));
        form.put("application_date", day(sanction.inForceAt(), policy));
        form.put("source_type", "SOURCE_VOLUNTARY");
        form.put("automated_detection", sanction.foundByMachine() ? "Yes" : "No");
        form.put("automated_decision", automated(sanction));
        form.put(PUID, sanction.id().toString());
        return form;
    }

    /** What follows by itself and a person has approved is both. */
    private static String automated(Sanction sanction) {
        if (!sanction.decidedByMachine()) {
            return "AUTOMATED_DECISION_NOT_AUTOMATED";
        }
        return sanction.approvedBy() == null ? "AUTOMATED_DECISION_FULLY" : "AUTOMATED_DECISION_PARTIALLY";
    }

    private static void restriction(Map<String, Object> form, Sanction sanction, Policy policy) {
        String until = sanction.endsAt() == null ? null : day(sanction.endsAt(), policy);
        switch (sanction.kind()) {
            case FINE -> {
                form.put("decision_monetary", "DECISION_MONETARY_OTHER");
                form.put("decision_monetary_other", "A fine, set off against what is paid out to the seller");
            }
            case SELLING_LIMIT -> {
                form.put("decision_provision", "DECISION_PROVISION_PARTIAL_SUSPENSION");
                put(form, "end_date_service_restriction", until);
            }
            case SUSPENSION -> {
                form.put("decision_account", "DECISION_ACCOUNT_SUSPENDED");
                put(form, "end_date_account_restriction", until);
            }
            case WARNING, CLAIM -> throw new IllegalArgumentException(sanction.kind() + " restricts nothing");
        }
    }

    private static void put(Map<String, Object> form, String name, @Nullable String value) {
        if (value != null) {
            form.put(name, value);
        }
    }

    /** The signals without what was compared: numbers and times are somebody's. */
    private static String facts(Statement statement) {
        List<String> told = new ArrayList<>(
                statement.facts().stream().map(Statement.Told::words).distinct().toList());
        told.addAll(statement.automation());
        return String.join(" ", told);
    }

    private static String ground(Sanction sanction, Policy policy, Statement statement) {
        return policy.title() + ", version " + policy.version() + ", " + sanction.rule() + ": " + statement.rule();
    }

    private static String explanation(Statement statement) {
        List<String> all = new ArrayList<>();
        all.add(statement.rule());
        all.add(statement.decision());
        all.addAll(statement.effects());
        return all.stream().collect(Collectors.joining(" "));
    }

    private static String category(Sanction sanction) {
        return OF_FRAUD.contains(sanction.rule())
                ? "STATEMENT_CATEGORY_SCAMS_AND_FRAUD"
                : "STATEMENT_CATEGORY_OTHER_VIOLATION_TC";
    }

    private static String day(@Nullable Instant moment, Policy policy) {
        return LocalDate.ofInstant(Objects.requireNonNull(moment), policy.timeZone())
                .toString();
    }

    /** By characters as the database counts them; no half of a pair is left at the end. */
    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
