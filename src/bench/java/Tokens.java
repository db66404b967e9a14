import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Bearer tokens signed with a key of this run: one for the marketplace, one for the seller, one for each buyer and moderator. */
final class Tokens {

    static final String PUBLIC_KEY = "public.key";
    static final String SERVICE = "service.token";
    static final String SELLER = "seller.token";
    static final String BUYERS = "buyer.tokens";
    static final String MODERATORS = "moderator.tokens";

    private static final int MODERATORS_AT_WORK = 20;

    private static final int KEY_BITS = 2_048;
    private static final Duration VALID_FOR = Duration.ofHours(2);

    private Tokens() {}

    /** Writes the public key, the tokens of marketplace and seller, and a line for each buyer: their id is its number from 0. */
    static void write(Path folder, int buyers) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        KeyPair pair = generator.generateKeyPair();
        Files.writeString(
                folder.resolve(PUBLIC_KEY),
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        Files.writeString(folder.resolve(SERVICE), sign(pair.getPrivate(), "marketplace", "service"));
        Files.writeString(folder.resolve(SELLER), sign(pair.getPrivate(), "seller-1", "seller"));
        List<String> tokens = new ArrayList<>();
        for (int buyer = 0; buyer < buyers; buyer++) {
            tokens.add(sign(pair.getPrivate(), Integer.toString(buyer), "buyer"));
        }
        Files.write(folder.resolve(BUYERS), tokens);
        List<String> moderators = new ArrayList<>();
        for (int moderator = 0; moderator < MODERATORS_AT_WORK; moderator++) {
            moderators.add(sign(pair.getPrivate(), "mod-" + moderator, "moderator"));
        }
        Files.write(folder.resolve(MODERATORS), moderators);
    }

    private static String sign(PrivateKey key, String subject, String role) throws GeneralSecurityException {
        Instant now = Instant.now();
        String claims = """
            {"iss":"https://countermand.dev/bench","aud":"countermand","sub":"%s","upn":"%s","groups":["%s"],"iat":%d,"exp":%d}\
            """.formatted(
                        subject,
                        subject,
                        role,
                        now.getEpochSecond(),
                        now.plus(VALID_FOR).getEpochSecond());
        String content = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + base64(signature.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
