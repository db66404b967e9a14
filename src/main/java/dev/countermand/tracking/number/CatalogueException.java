package dev.countermand.tracking.number;

import dev.countermand.document.Source;

/** The catalogue of carriers has a faulty entry. The message names the file, the line and the reason. */
public final class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CatalogueException(String sentence) {
        super(sentence);
    }

    /** A file of the catalogue; what is wrong with it is refused as this. */
    static Source source(String file) {
        return new Source("carriers/" + file, CatalogueException::new);
    }
}
