package dev.countermand.payment.provider.client;

import dev.countermand.payment.provider.ProviderBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** What an answer of a provider is, before its content matters. */
public final class ProviderAnswers {

    private ProviderAnswers() {}

    public static boolean succeeded(RestResponse<?> answer) {
        return answer.getStatus() >= 200 && answer.getStatus() < 300;
    }

    /** Empty for what is no JSON object. Of what is no success the client hands over the bytes, which are all there. */
    public static Optional<ProviderBody> body(RestResponse<?> answer) {
        Object entity = answer.getEntity();
        if (entity instanceof InputStream bytes) {
            try (bytes) {
                return ProviderBody.parse(bytes.readAllBytes());
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return entity == null
                ? Optional.empty()
                : ProviderBody.parse(entity.toString().getBytes(StandardCharsets.UTF_8));
    }
}
