package dev.countermand.http;

/** The roles as the annotations of endpoints name them. */
public final class Roles {

    public static final String BUYER = "buyer";
    public static final String SELLER = "seller";
    public static final String MODERATOR = "moderator";
    public static final String LEAD = "lead";
    public static final String SERVICE = "service";
    public static final String AGENT = "agent";

    private Roles() {}
}
