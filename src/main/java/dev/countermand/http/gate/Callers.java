package dev.countermand.http.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countermand.http.Roles;
import io.netty.util.NetUtil;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** How often each caller may call, and how many of their calls may be under way: by address until a token is known, then by its subject. */
@ApplicationScoped
class Callers {

    private static final String AT_THE_DOOR = "countermand.at-the-door";
    private static final int MOST_CALLERS = 100_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    /** A network of one household; its addresses are as many as somebody wants. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Cache<String, Account> accounts = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();

    private final Account.Terms addresses;
    private final Account.Terms people;
    private final Account.Terms services;
    private final InstantSource clock;

    Callers(
            @ConfigProperty(name = "countermand.callers.address-rate") int addressRate,
            @ConfigProperty(name = "countermand.callers.address-at-once") int addressAtOnce,
            @ConfigProperty(name = "countermand.callers.rate") int rate,
            @ConfigProperty(name = "countermand.callers.at-once") int atOnce,
            @ConfigProperty(name = "countermand.callers.service-rate") int serviceRate,
            @ConfigProperty(name = "countermand.callers.service-at-once") int serviceAtOnce,
            InstantSource clock) {
        this.addresses = new Account.Terms(addressRate, addressAtOnce);
        this.people = new Account.Terms(rate, atOnce);
        this.services = new Account.Terms(serviceRate, serviceAtOnce);
        this.clock = clock;
    }

    /** Whoever has not shown a good token yet. */
    @Nullable
    TurnedAway atTheDoor(RoutingContext context) {
        Account account = account(addressOf(context), addresses);
        OptionalInt wait = account.enter(clock.millis());
        if (wait.isPresent()) {
            return TurnedAway.tooManyCalls(wait.getAsInt());
        }
        context.put(AT_THE_DOOR, account);
        Ending.of(context, answered -> {
            if (context.get(AT_THE_DOOR) != null) {
                account.leave();
            }
        });
        return null;
    }

    /** Whoever has shown one: they are counted by their subject now, and no longer by their address. */
    @Nullable
    TurnedAway inside(RoutingContext context) {
        SecurityIdentity identity = identityOf(context);
        if (identity == null) {
            return null;
        }
        Account door = context.remove(AT_THE_DOOR);
        if (door != null) {
            door.leaveUncounted();
        }
        Account account = account(holder(context), identity.hasRole(Roles.SERVICE) ? services : people);
        OptionalInt wait = account.enter(clock.millis());
        if (wait.isPresent()) {
            return TurnedAway.tooManyCalls(wait.getAsInt());
        }
        Ending.of(context, answered -> account.leave());
        return null;
    }

    /** Who is held to account for this call. */
    static String holder(RoutingContext context) {
        SecurityIdentity identity = identityOf(context);
        return identity == null
                ? addressOf(context)
                : (identity.hasRole(Roles.SERVICE) ? "service " : "subject ")
                        + identity.getPrincipal().getName();
    }

    private static @Nullable SecurityIdentity identityOf(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                        && !user.getSecurityIdentity().isAnonymous()
                ? user.getSecurityIdentity()
                : null;
    }

    private Account account(String holder, Account.Terms terms) {
        return accounts.get(holder, unknown -> new Account(terms, clock.millis()));
    }

    private static String addressOf(RoutingContext context) {
        SocketAddress remote = context.request().remoteAddress();
        return "address " + (remote == null ? "" : network(remote.hostAddress()));
    }

    /** An address of IPv4 as it is; of IPv6 the network it belongs to. */
    static String network(@Nullable String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null || bytes.length <= IPV6_NETWORK_BYTES
                ? String.valueOf(address)
                : HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES));
    }
}
