package dev.countermand.evidence.store;

import dev.countermand.kernel.Hmac;
import dev.countermand.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Signs requests as S3 asks (AWS Signature Version 4), with the hash of what is sent, so that nobody on the way can change
 * it. Pure.
 */
final class S3Signature {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SCOPE_END = "aws4_request";
    private static final String SERVICE = "s3";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** How the day is written in the scope of a signature. */
    private static final int DAY_LENGTH = 8;

    private S3Signature() {}

    /** Whose signature, and for which region. */
    record Signer(String accessKey, String secretKey, String region) {}

    /**
     * What is signed.
     *
     * @param path with each part encoded as {@link #encoded} has it
     * @param query encoded and in order; empty when there is none
     * @param headers by name in lower case; all of them are signed
     * @param sha256 of the body, in hex
     */
    record Request(String method, String path, String query, SortedMap<String, String> headers, String sha256) {}

    /** The moment as the header {@code x-amz-date} says it. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    /** The header {@code Authorization}. */
    static String authorization(Request request, Signer signer, Instant at) {
        String signed = String.join(";", request.headers().keySet());
        String scope = String.join("/", time(at).substring(0, DAY_LENGTH), signer.region(), SERVICE, SCOPE_END);
        String canonical = String.join(
                "\n",
                request.method(),
                request.path(),
                request.query(),
                request.headers().entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                        .collect(Collectors.joining()),
                signed,
                request.sha256());
        String toSign = String.join("\n", ALGORITHM, time(at), scope, Sha256.hex(canonical));
        String signature = HexFormat.of().formatHex(hmac(key(signer, at), toSign));
        return ALGORITHM + " Credential=" + signer.accessKey() + "/" + scope + ",SignedHeaders=" + signed
                + ",Signature=" + signature;
    }

    /** One part of a path: everything but letters, digits and {@code -._~} in hex. */
    static String encoded(String part) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : part.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (one & 0xFF);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0)) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
            }
        }
        return encoded.toString();
    }

    private static byte[] key(Signer signer, Instant at) {
        byte[] ofDay = Hmac.of(bytes(time(at).substring(0, DAY_LENGTH)), "AWS4" + signer.secretKey());
        return hmac(hmac(hmac(ofDay, signer.region()), SERVICE), SCOPE_END);
    }

    private static byte[] hmac(byte[] key, String text) {
        return Hmac.of(bytes(text), key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
