package dev.countermand.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countermand.policy.Policy;
import dev.countermand.policy.PolicyKey;
import dev.countermand.policy.catalogue.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The shipped documents, and changed ones. */
public final class Documents {

    public static final List<String> MARKETS = List.of("aliexpress", "cod-post", "eldorado", "lamoda");

    private Documents() {}

    public static String shipped(String name) {
        try (InputStream in = Documents.class.getResourceAsStream("/policies/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shipped document with one place changed. */
    public static String changed(String name, String from, String to) {
        String changed = shipped(name).replace(from, to);
        assertThat(changed).as(from).isNotEqualTo(shipped(name));
        return changed;
    }

    /** The shipped policy. */
    public static Policy policy(String name) {
        return PolicyReader.read(name + ".yaml", shipped(name));
    }

    /** The policy under this name, of the shipped documents and these. */
    public static Policy policy(String name, int version, String... own) {
        return Objects.requireNonNull(catalogue(own).policies().get(new PolicyKey(name, version)));
    }

    public static Catalogue catalogue(String... own) {
        Stream<PolicyDocument> shipped = Stream.concat(MARKETS.stream(), Stream.of("distance-selling"))
                .map(name -> PolicyDocument.read(name + ".yaml", shipped(name)));
        Stream<PolicyDocument> more = Stream.of(own).map(text -> PolicyDocument.read("own.yaml", text));
        return new Catalogue(Stream.concat(shipped, more).toList());
    }

    /** The line of the shipped document in which this is first. */
    public static int line(String text, String part) {
        int at = text.indexOf(part);
        assertThat(at).as(part).isNotNegative();
        return (int) text.substring(0, at).lines().count() + (at == 0 || text.charAt(at - 1) == '\n' ? 1 : 0);
    }

    public static void refused(ThrowingCallable call, String... parts) {
        assertThatExceptionOfType(FaultyPolicyException.class)
                .isThrownBy(call)
                .satisfies(fault -> assertThat(fault)
                        .hasNoCause()
                        .message()
                        .contains(parts)
                        .doesNotContain("\n", "java.", "dev.countermand")
                        .matches(".*[.?]"));
    }
}
