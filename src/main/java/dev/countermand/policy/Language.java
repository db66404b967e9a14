package dev.countermand.policy;

import java.util.Locale;

/** In which language a market writes to its sellers (A27); what it says is in {@code messages}. */
public enum Language {
    /** English. */
    EN(Locale.ENGLISH),
    /** Russian. */
    RU(Locale.of("ru"));

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }
}
