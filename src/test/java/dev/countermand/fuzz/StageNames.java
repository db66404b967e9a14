package dev.countermand.fuzz;

import dev.countermand.prod.Client;
import dev.countermand.prod.Client.Who;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the names in a call stand for: a thing on the stage, those whom it belongs to, and their tokens. */
record StageNames(Map<String, String> thing, int number, Client client, String host) implements Draft.Names {

    /** What the service under test is told that EasyPost signs with. */
    static final String WEBHOOK_SECRET = "a-secret-of-the-fuzzer";

    private static final Pattern NAME = Pattern.compile("\\$([a-zA-Z]+)(?::([a-z-]+))?\\$");
    private static final List<String> DETECTORS =
            List.of("NO_CARRIER_MOVEMENT", "SHIPPED_TO_BLOCK", "NUMBER_REUSED", "SELLER_PATTERN");

    @Override
    public String fill(String text) {
        return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(value(name)));
    }

    private String value(MatchResult name) {
        return switch (name.group(1)) {
            case "host" -> host;
            case "token" -> client.bearer(new Who(subject(name.group(2)), name.group(2)));
            case "stranger" -> client.bearer(new Who("stranger-1", name.group(2)));
            case "code" -> DETECTORS.get(number % DETECTORS.size());
            case "provider" -> "easypost";
            default -> thing.getOrDefault(name.group(1), "none-of-this-name");
        };
    }

    /** Who may do it of those in this role. */
    private String subject(String role) {
        return switch (role) {
            case "buyer", "seller" -> thing.getOrDefault(role, "stranger-1");
            case "moderator" -> Stage.MODERATOR.subject();
            case "service" -> Stage.SHOP.subject();
            default -> role + "-1";
        };
    }

    @Override
    public String signature(byte[] body) {
        try {
            String secret = Normalizer.normalize(WEBHOOK_SECRET, Normalizer.Form.NFKD);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "hmac-sha256-hex=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has this", e);
        }
    }
}
