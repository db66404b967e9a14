package dev.countermand.tracking.webhook;

import dev.countermand.kernel.Sha256;
import dev.countermand.tracking.event.CarrierEvent;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.webhook.Delivery.Nothing;
import dev.countermand.tracking.webhook.Delivery.Report;
import dev.countermand.tracking.webhook.Delivery.Scan;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a report of an aggregator's words: what we could not keep as it came is cut or left out, never refused. */
final class ReportDraft {

    private static final Pattern NUMBER = Pattern.compile(ParcelNumber.WRITTEN);
    private static final Instant END = Instant.parse("3000-01-01T00:00:00Z");
    private static final int ID_DIGITS = 32;
    private static final int MAX_POSTAL_CODE = 20;
    private static final int MAX_CITY = 100;
    private static final int MAX_DESCRIPTION = 500;

    private static final Map<String, String> COUNTRIES = Stream.of(Locale.getISOCountries())
            .collect(Collectors.toUnmodifiableMap(code -> Locale.of("", code).getISO3Country(), Function.identity()));

    private final String carrier;
    private final String number;
    private final @Nullable String status;
    private final @Nullable String detail;
    private @Nullable String at;
    private @Nullable String country;
    private @Nullable String postalCode;
    private @Nullable String city;
    private String description = "";

    ReportDraft(String carrier, String number, @Nullable String status, @Nullable String detail) {
        this.carrier = carrier;
        this.number = number;
        this.status = status;
        this.detail = detail;
    }

    ReportDraft at(@Nullable String moment) {
        this.at = moment;
        return this;
    }

    ReportDraft in(@Nullable String inCountry, @Nullable String withPostalCode, @Nullable String inCity) {
        this.country = inCountry;
        this.postalCode = withPostalCode;
        this.city = inCity;
        return this;
    }

    ReportDraft saying(String words) {
        this.description = words;
        return this;
    }

    Report ignored(String because) {
        return new Nothing(id(), because);
    }

    /** @param meaning null when the aggregator's word is one we do not know */
    Report as(@Nullable CarrierStatus meaning) {
        if (meaning == null) {
            return ignored(
                    status == null ? "no status is given" : "the status " + clean(status, ID_DIGITS) + " is not known");
        }
        if (!NUMBER.matcher(number).matches()) {
            return ignored("the tracking number " + ParcelNumber.WRITTEN_MESSAGE);
        }
        Instant moment = moment();
        if (moment == null || moment.isBefore(Instant.EPOCH) || !moment.isBefore(END)) {
            return ignored("it does not say when it happened");
        }
        return new Scan(new CarrierEvent(
                id(),
                carrier,
                number,
                meaning,
                moment,
                countryCode(),
                clean(postalCode, MAX_POSTAL_CODE),
                clean(city, MAX_CITY),
                clean(description, MAX_DESCRIPTION)));
    }

    /**
     * Neither aggregator names what it reports, and both repeat it with every delivery: the same words are the same
     * event. The parcel is part of an event's key already.
     */
    private String id() {
        String words = Stream.of(status, detail, at, country, postalCode, city, description)
                .map(String::valueOf)
                .collect(Collectors.joining("\u001F"));
        return Sha256.hex(words).substring(0, ID_DIGITS);
    }

    /** Some carriers do not say in which zone: then it is taken for UTC. */
    private @Nullable Instant moment() {
        String text = at == null ? "" : at;
        return Stream.<Function<String, Instant>>of(
                        words -> OffsetDateTime.parse(words).toInstant(),
                        words -> LocalDateTime.parse(words).toInstant(ZoneOffset.UTC),
                        words -> LocalDate.parse(words).atStartOfDay().toInstant(ZoneOffset.UTC))
                .map(form -> read(form, text))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant read(Function<String, Instant> form, String text) {
        try {
            return form.apply(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable String countryCode() {
        if (country == null) {
            return null;
        }
        String code = country.strip().toUpperCase(Locale.ROOT);
        return COUNTRIES.getOrDefault(code, code.matches("[A-Z]{2}") ? code : null);
    }

    /** What PostgreSQL can keep of a text; null when nothing is left. */
    private static @Nullable String clean(@Nullable String text, int most) {
        if (text == null) {
            return null;
        }
        String kept = text.codePoints()
                .filter(c -> c >= ' ' && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
                .limit(most)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return kept.isEmpty() ? null : kept;
    }
}
