package dev.countermand.http.gate;

import dev.countermand.kernel.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@code multipart/form-data} that was read whole. Nothing of it is ever written to a file. */
public final class Form {

    private static final DefaultHttpDataFactory IN_MEMORY = new DefaultHttpDataFactory(false);

    private Form() {}

    /**
     * The content of the one file of this name. Refuses a form that breaks off or is none, and one without the file.
     *
     * @param contentType with the boundary; null where the caller has sent none, which is refused
     */
    public static byte[] file(@Nullable String contentType, byte[] form, String name) {
        if (contentType == null) {
            throw Refusal.unsupported("The Content-Type must be multipart/form-data")
                    .asException();
        }
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        return read(head, form, name)
                .orElseThrow(() -> Refusal.invalid(name, "must be given").asException());
    }

    private static Optional<byte[]> read(HttpRequest head, byte[] form, String name) {
        try {
            HttpPostMultipartRequestDecoder parts = new HttpPostMultipartRequestDecoder(IN_MEMORY, head);
            try {
                parts.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(form)));
                return Stream.ofNullable(parts.getBodyHttpDatas(name))
                        .flatMap(List::stream)
                        .filter(FileUpload.class::isInstance)
                        .map(FileUpload.class::cast)
                        .findFirst()
                        .map(Form::content);
            } finally {
                parts.destroy();
            }
        } catch (RuntimeException e) {
            // Netty says it in many ways: a boundary that is missing or empty is null or an index to it.
            throw Refusal.invalid("body", "is not a well-formed multipart/form-data")
                    .asException();
        }
    }

    private static byte[] content(FileUpload file) {
        try {
            return file.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
