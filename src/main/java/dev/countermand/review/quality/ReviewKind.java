package dev.countermand.review.quality;

/** Why somebody decides a case again. */
public enum ReviewKind {
    /** It is one of a sample: do two come to the same? */
    SECOND,
    /** It is known what is right. */
    GOLDEN
}
