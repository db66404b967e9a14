package dev.countermand.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256, compared in constant time, and keys for it and for others. */
public final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private static final String DERIVATION = "PBKDF2With" + ALGORITHM;

    /** As for passwords that are kept: whoever has what a key has sealed or signed must not be able to try out secrets. */
    private static final int ROUNDS = 600_000;

    /** Bits of a derived key. */
    public static final int KEY_BITS = 256;

    private Hmac() {}

    /** The code of these bytes under a secret that is not empty. */
    public static byte[] of(byte[] body, String secret) {
        return of(body, secret.getBytes(StandardCharsets.UTF_8));
    }

    /** The same under a key of bytes, which has one at least. */
    public static byte[] of(byte[] body, byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    /**
     * A key made of a secret that people chose; it takes a quarter of a second.
     *
     * @param purpose keeps the keys of different uses apart
     */
    public static byte[] derivedKey(String secret, byte[] purpose) {
        try {
            return SecretKeyFactory.getInstance(DERIVATION)
                    .generateSecret(new PBEKeySpec(secret.toCharArray(), purpose, ROUNDS, KEY_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + DERIVATION, e);
        }
    }

    /** Takes as long for a wrong signature as for the right one, so that nobody can guess it byte by byte. */
    public static boolean same(byte[] expected, byte[] given) {
        return MessageDigest.isEqual(expected, given);
    }
}
