package dev.countermand.http;

import dev.countermand.kernel.Hmac;
import dev.countermand.kernel.PageRequest;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes cursors of keys: encrypted and authenticated (AES-GCM), for one reader of one list. Nobody learns anything from
 * one, makes one, or reads on in a list of others with it.
 */
@ApplicationScoped
public class Cursors {

    private static final Logger LOG = Logger.getLogger(Cursors.class);

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final byte[] PURPOSE = "countermand.cursor.key".getBytes(StandardCharsets.UTF_8);

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    Cursors(
            @ConfigProperty(name = "countermand.cursor.key") Optional<String> given,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        Optional<String> shared = given.or(() -> password).filter(secret -> !secret.isBlank());
        if (shared.isEmpty()) {
            LOG.info("Cursors are good at this replica only, until it stops: neither countermand.cursor.key nor a"
                    + " password of the database is set");
        }
        key = new SecretKeySpec(
                shared.map(secret -> Hmac.derivedKey(secret, PURPOSE)).orElseGet(this::made), "AES");
    }

    /** Deriving a key takes a quarter of a second: before the first request, not in it. */
    void start(@Observes StartupEvent event) {}

    private byte[] made() {
        byte[] made = new byte[Hmac.KEY_BITS / Byte.SIZE];
        random.nextBytes(made);
        return made;
    }

    /** The cursor for a key, good for this reader of this list. */
    String of(String listKey, String reader) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, reader).doFinal(listKey.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key can always be encrypted", e);
        }
    }

    /** The key inside a cursor; refuses one that was not given to this reader of this list. */
    String read(String cursor, String reader) {
        try {
            byte[] given = Base64.getUrlDecoder().decode(cursor);
            byte[] nonce = Arrays.copyOf(given, NONCE_BYTES);
            byte[] sealed = Arrays.copyOfRange(given, Math.min(NONCE_BYTES, given.length), given.length);
            return new String(cipher(Cipher.DECRYPT_MODE, nonce, reader).doFinal(sealed), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw PageRequest.unknownKey();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String reader) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(reader.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
