package dev.countermand.http.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestLineTest {

    @Test
    void readsWhatIsWrittenInOneWay() {
        for (String sound : List.of("/", "/v1/orders/a%2Fb", "?q=a+b&c=%c3%A9", "/v1/orders/~x;y=1,2@3:4!$'()*", "")) {
            assertThat(RequestLine.isSound(sound)).as(sound).isTrue();
        }
    }

    @Test
    void refusesTheRest() {
        for (String unsound : List.of(
                "%", "%4", "%zz", "/%4g", "a%", "\\", "/a b", "/\u00e9", "/\u0007", "/\u007f", "%\uff11\uff11")) {
            assertThat(RequestLine.isSound(unsound)).as(unsound).isFalse();
        }
    }

    @Test
    void knowsWhatIsNoUri() {
        for (String uri : List.of("/v1/orders/a%2Fb?q=a+b", "/v1/orders/~x;y=1", "*")) {
            assertThat(RequestLine.isUri(uri)).as(uri).isTrue();
        }
        for (String none : List.of("/v1/a|b", "/v1/{id}", "/v1/[", "/v1?q=\"", "/v1/<", "/v1/^", "/v1/`", "")) {
            assertThat(RequestLine.isUri(none)).as(none).isFalse();
        }
    }

    @Test
    void addressesOfOneNetworkAreOneCaller() {
        assertThat(Callers.network("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(Callers.network("2001:db8:1:2::7")).isEqualTo(Callers.network("2001:db8:1:2:ffff::1"));
        assertThat(Callers.network("2001:db8:1:2::7")).isNotEqualTo(Callers.network("2001:db8:1:3::7"));
    }
}
