package dev.countermand.tracking.number;

/** The catalogue of carriers has a faulty entry. The message names the file, the place in it and the reason. */
public final class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CatalogueException(String place, String reason) {
        super("carriers/" + place + " " + reason);
    }

    CatalogueException(String place, String reason, Throwable cause) {
        super("carriers/" + place + " " + reason, cause);
    }
}
