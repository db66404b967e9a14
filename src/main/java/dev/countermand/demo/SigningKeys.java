package dev.countermand.demo;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A pair of keys with which a run signs its own tokens and trusts them.
 *
 * @param publicKey X.509 in Base64, as {@code quarkus.oidc.public-key} wants it
 * @param privateKey PKCS #8 in Base64
 */
public record SigningKeys(String publicKey, String privateKey) {

    /** What {@code countermand.dev.signing-key} is set to, and read from. */
    public static final String PROPERTY = "countermand.dev.signing-key";

    private static final int KEY_BITS = 2_048;

    public static SigningKeys generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            return new SigningKeys(
                    base64.encodeToString(pair.getPublic().getEncoded()),
                    base64.encodeToString(pair.getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }
}
