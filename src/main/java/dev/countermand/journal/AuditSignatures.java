package dev.countermand.journal;

import dev.countermand.kernel.Hmac;
import dev.countermand.kernel.Sha256;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The service's own signature under what it writes into the audit, by a key that is not in the database: whoever reaches
 * the database alone cannot write an entry, nor rewrite the chain over them (docs/audit.md).
 */
@ApplicationScoped
public class AuditSignatures {

    private static final Logger LOG = Logger.getLogger(AuditSignatures.class);

    private static final byte[] PURPOSE = "countermand.audit.key".getBytes(StandardCharsets.UTF_8);

    private static final int NAME_DIGITS = 16;
    private static final String NO_SECRET = "nobody has set a key";

    /** What a signature is worth. */
    public enum Verdict {
        /** Ours. */
        HOLDS,
        /** By a key that this service has, and not over this. */
        WRONG,
        /** There is none, or by a key that this service does not have. */
        UNKNOWN
    }

    private final String current;

    /** By their names. */
    private final Map<String, byte[]> keys = new LinkedHashMap<>();

    AuditSignatures(
            @ConfigProperty(name = "countermand.audit.key") Optional<String> given,
            @ConfigProperty(name = "countermand.audit.earlier-keys") Optional<List<String>> earlier,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        Optional<String> secret = given.or(() -> password).filter(text -> !text.isBlank());
        if (secret.isEmpty()) {
            LOG.warn("The audit is signed with a key that everybody knows: neither countermand.audit.key nor a password"
                    + " of the database is set");
        }
        current = add(secret.orElse(NO_SECRET));
        earlier.orElse(List.of()).forEach(this::add);
    }

    /** Deriving a key takes a quarter of a second: before the first request, not in it. */
    void start(@Observes StartupEvent event) {}

    private String add(String secret) {
        byte[] key = Hmac.derivedKey(secret, PURPOSE);
        String name = HexFormat.of().formatHex(Hmac.of(PURPOSE, key)).substring(0, NAME_DIGITS);
        keys.put(name, key);
        return name;
    }

    /** Signs an entry as it stands. */
    public String sign(AuditEntry entry) {
        return sign(Canonical.whole(entry));
    }

    /** Whether this service, or one with the same keys, wrote the entry as it stands. */
    public Verdict judge(AuditEntry entry, @Nullable String signature) {
        return judge(Canonical.whole(entry), signature);
    }

    /** The key's name, and the code of these bytes under it. */
    public String sign(byte[] content) {
        return current + "." + code(content, keys.get(current));
    }

    /** What a signature is worth that stands beside these bytes. */
    public Verdict judge(byte[] content, @Nullable String signature) {
        if (signature == null || signature.indexOf('.') < 0) {
            return Verdict.UNKNOWN;
        }
        int dot = signature.indexOf('.');
        byte[] key = keys.get(signature.substring(0, dot));
        if (key == null) {
            return Verdict.UNKNOWN;
        }
        byte[] expected = code(content, key).getBytes(StandardCharsets.UTF_8);
        byte[] found = signature.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        return Hmac.same(expected, found) ? Verdict.HOLDS : Verdict.WRONG;
    }

    /**
     * A person's id as nobody can guess it from: the same for the same one, as long as the key stays.
     *
     * @param purpose keeps codes of different uses apart
     */
    public String codeOf(String purpose, String id) {
        return Sha256.hex(sign(Canonical.bytes(purpose, id)));
    }

    private static String code(byte[] content, byte @Nullable [] key) {
        if (key == null) {
            throw new IllegalStateException("the present key is always there");
        }
        return HexFormat.of().formatHex(Hmac.of(content, key));
    }
}
