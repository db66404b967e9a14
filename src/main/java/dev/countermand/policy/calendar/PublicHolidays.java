package dev.countermand.policy.calendar;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameter;
import de.focus_shift.jollyday.core.ManagerParameters;
import dev.countermand.kernel.BusinessDays;
import java.net.URL;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The public holidays of a country, or of a part of it: {@code ru}, {@code de-by}. Each year is worked out once and kept,
 * because sweeps count business days for every parcel.
 */
public final class PublicHolidays implements BusinessDays.Calendar {

    /** What the library does not have, in its own form; see the file itself for what it knows. */
    private static final Set<String> OWN = Set.of("cn");

    /** Worked out when the calendar is loaded, so that nobody who acts on an order waits for it; the others when asked. */
    private static final int FIRST_YEAR = 2024;

    private static final int LAST_YEAR = 2034;

    private static final Map<String, Optional<PublicHolidays>> KNOWN = new ConcurrentHashMap<>();
    private static final String SEPARATOR = "-";

    private final HolidayManager manager;
    private final String[] part;
    private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();

    private PublicHolidays(HolidayManager manager, String[] part) {
        this.manager = manager;
        this.part = part;
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            years.put(year, holidays(year));
        }
    }

    /**
     * The calendar under this code, if there is one; always the same for the same code.
     *
     * @param code a country of ISO 3166-1 in small letters, or an exchange's, with the parts of it behind {@code -}
     */
    public static Optional<PublicHolidays> of(String code) {
        Optional<PublicHolidays> known = KNOWN.get(code);
        return known == null ? KNOWN.computeIfAbsent(code, PublicHolidays::load) : known;
    }

    /** The countries and exchanges there are; parts of them are not listed. */
    public static SortedSet<String> codes() {
        SortedSet<String> codes = new TreeSet<>(OWN);
        HolidayManager.getSupportedCalendarCodes().forEach(code -> codes.add(code.toLowerCase(Locale.ROOT)));
        return Collections.unmodifiableSortedSet(codes);
    }

    @Override
    public boolean isHoliday(LocalDate day) {
        Set<LocalDate> year = years.get(day.getYear());
        return (year == null ? years.computeIfAbsent(day.getYear(), this::holidays) : year).contains(day);
    }

    /** Both the day itself and the one on which it is made up for. */
    private Set<LocalDate> holidays(int year) {
        Set<LocalDate> days = new HashSet<>();
        for (Holiday holiday : manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, part)) {
            days.add(holiday.getActualDate());
            holiday.getObservedDate().ifPresent(days::add);
        }
        return Set.copyOf(days);
    }

    private static Optional<PublicHolidays> load(String code) {
        String[] parts = code.split(SEPARATOR, -1);
        if (!codes().contains(parts[0])) {
            return Optional.empty();
        }
        HolidayManager manager = HolidayManager.getInstance(parameter(parts[0]));
        String[] part = Arrays.copyOfRange(parts, 1, parts.length);
        return isPart(manager.getCalendarHierarchy(), part)
                ? Optional.of(new PublicHolidays(manager, part))
                : Optional.empty();
    }

    private static ManagerParameter parameter(String country) {
        Properties own = new Properties();
        own.setProperty("configuration.service.impl", "de.focus_shift.jollyday.jaxb.JaxbConfigurationService");
        URL document = PublicHolidays.class.getResource("/calendars/" + country + ".xml");
        return document == null ? ManagerParameters.create(country, own) : ManagerParameters.create(document, own);
    }

    private static boolean isPart(CalendarHierarchy country, String[] part) {
        CalendarHierarchy at = country;
        for (String name : part) {
            at = at.getChildren().get(name);
            if (at == null) {
                return false;
            }
        }
        return true;
    }
}
