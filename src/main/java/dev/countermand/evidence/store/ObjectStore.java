package dev.countermand.evidence.store;

import dev.countermand.database.Hashing;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Documents in a store that speaks the protocol of Amazon S3: {@code endpoint/bucket/evidence/id}. Call it outside of any
 * transaction. What the store does not do within its time is refused with 503, and can be sent again.
 */
@ApplicationScoped
public class ObjectStore {

    private static final String FOLDER = "evidence";
    private static final String NOTHING = Sha256.hex("");

    /** Calls beside each other; more wait for one of them. */
    private static final int WIDTH = 16;

    /**
     * Where it is, and who we are there.
     *
     * @param timeLimit of connecting, and of each answer
     */
    record Settings(URI endpoint, String bucket, S3Signature.Signer signer, Duration timeLimit) {}

    private final @Nullable Settings settings;
    private final HttpClient client;
    private final InstantSource clock;

    @Inject
    ObjectStore(
            Vertx vertx,
            @ConfigProperty(name = "countermand.documents.s3.endpoint") Optional<URI> endpoint,
            @ConfigProperty(name = "countermand.documents.s3.bucket") Optional<String> bucket,
            @ConfigProperty(name = "countermand.documents.s3.region") String region,
            @ConfigProperty(name = "countermand.documents.s3.access-key") Optional<String> accessKey,
            @ConfigProperty(name = "countermand.documents.s3.secret-key") Optional<String> secretKey,
            @ConfigProperty(name = "countermand.documents.s3.call-limit") Duration timeLimit,
            InstantSource clock) {
        this(
                vertx,
                endpoint.isEmpty() || bucket.isEmpty() || accessKey.isEmpty() || secretKey.isEmpty()
                        ? null
                        : new Settings(
                                endpoint.get(),
                                bucket.get(),
                                new S3Signature.Signer(accessKey.get(), secretKey.get(), region),
                                timeLimit),
                clock);
    }

    ObjectStore(Vertx vertx, @Nullable Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(WIDTH));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    boolean configured() {
        return settings != null;
    }

    /**
     * Keeps a document; again, it is the same one.
     *
     * @param sha256 of the content, in hex: the store refuses what has become another on the way
     */
    public Uni<Void> put(DocumentKey key, byte[] content, String mediaType, String sha256) {
        return call(HttpMethod.PUT, key, content, mediaType, sha256)
                .invoke(answer -> refuseUnless(answer.status() == 200 || answer.status() == 201))
                .replaceWithVoid();
    }

    /**
     * All of a document.
     *
     * @param sha256 what it must be: another one is refused
     */
    public Uni<byte[]> get(DocumentKey key, String sha256) {
        return call(HttpMethod.GET, key, new byte[0], null, NOTHING)
                .invoke(answer -> refuseUnless(answer.status() == 200))
                .map(answer -> answer.body().getBytes())
                .call(content -> Hashing.sha256(content).invoke(found -> refuseUnless(found.equals(sha256))));
    }

    /** It is there no more, or was not there before. */
    public Uni<Void> remove(DocumentKey key) {
        return call(HttpMethod.DELETE, key, new byte[0], null, NOTHING)
                .invoke(answer ->
                        refuseUnless(answer.status() == 204 || answer.status() == 200 || answer.status() == 404))
                .replaceWithVoid();
    }

    private record Answered(int status, Buffer body) {}

    private Uni<Answered> call(
            HttpMethod method, DocumentKey key, byte[] body, @Nullable String mediaType, String sha256) {
        Settings at = settings;
        if (at == null) {
            return Uni.createFrom().failure(away());
        }
        return Uni.createFrom()
                .completionStage(() -> client.request(options(at, method, key, mediaType, sha256))
                        .compose(request -> answered(request, body))
                        .toCompletionStage())
                .ifNoItem()
                .after(at.timeLimit().multipliedBy(2))
                .fail()
                .onFailure()
                .transform(ObjectStore::away);
    }

    private static Future<Answered> answered(HttpClientRequest request, byte[] body) {
        Future<HttpClientResponse> sent = body.length == 0 ? request.send() : request.send(Buffer.buffer(body));
        return sent.compose(answer -> answer.body().map(content -> new Answered(answer.statusCode(), content)));
    }

    private RequestOptions options(
            Settings at, HttpMethod method, DocumentKey key, @Nullable String mediaType, String sha256) {
        Instant now = clock.instant();
        URI endpoint = at.endpoint();
        boolean tls = "https".equals(endpoint.getScheme());
        int port = endpoint.getPort() > 0 ? endpoint.getPort() : tls ? 443 : 80;
        String path = "/" + S3Signature.encoded(at.bucket()) + "/" + FOLDER + "/"
                + S3Signature.encoded(key.id().toString());
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("host", endpoint.getPort() > 0 ? endpoint.getHost() + ":" + port : endpoint.getHost());
        headers.put("x-amz-content-sha256", sha256);
        headers.put("x-amz-date", S3Signature.time(now));
        if (mediaType != null) {
            headers.put("content-type", mediaType);
        }
        String authorization = S3Signature.authorization(
                new S3Signature.Request(method.name(), path, "", headers, sha256), at.signer(), now);
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(endpoint.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(path)
                .setFollowRedirects(false)
                .setConnectTimeout(at.timeLimit().toMillis())
                .setIdleTimeout(at.timeLimit().toMillis());
        headers.forEach(options::putHeader);
        return options.putHeader("authorization", authorization);
    }

    private static void refuseUnless(boolean done) {
        if (!done) {
            throw away();
        }
    }

    private static RuntimeException away() {
        return Refusal.unavailable("The store of documents does not answer as it should; try again later")
                .asException();
    }

    private static RuntimeException away(Throwable failure) {
        RuntimeException refused = away();
        refused.addSuppressed(failure);
        return refused;
    }
}
