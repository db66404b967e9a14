package dev.countermand.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The figures that Amazon has published for AWS Signature Version 4 with the Authorization header. */
class S3SignatureTest {

    private static final S3Signature.Signer SIGNER =
            new S3Signature.Signer("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");
    private static final Instant AT = Instant.parse("2013-05-24T00:00:00Z");
    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void signsAGet() {
        assertThat(signed("GET", "/test.txt", "", NOTHING, Map.of("range", "bytes=0-9")))
                .isEqualTo(authorization(
                        "host;range;x-amz-content-sha256;x-amz-date",
                        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
    }

    @Test
    void signsAPut() {
        assertThat(signed(
                        "PUT",
                        "/" + S3Signature.encoded("test$file.text"),
                        "",
                        "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
                        Map.of("date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY")))
                .isEqualTo(authorization(
                        "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"));
    }

    @Test
    void signsAQuery() {
        assertThat(signed("GET", "/", "lifecycle=", NOTHING, Map.of()))
                .endsWith("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
        assertThat(signed("GET", "/", "max-keys=2&prefix=J", NOTHING, Map.of()))
                .endsWith("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    private static String signed(String method, String path, String query, String sha256, Map<String, String> more) {
        TreeMap<String, String> headers = new TreeMap<>(more);
        headers.put("host", "examplebucket.s3.amazonaws.com");
        headers.put("x-amz-content-sha256", sha256);
        headers.put("x-amz-date", S3Signature.time(AT));
        return S3Signature.authorization(new S3Signature.Request(method, path, query, headers, sha256), SIGNER, AT);
    }

    private static String authorization(String headers, String signature) {
        return "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders="
                + headers + ",Signature=" + signature;
    }
}
