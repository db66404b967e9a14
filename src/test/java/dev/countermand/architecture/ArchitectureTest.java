package dev.countermand.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.countermand.Sources;
import dev.countermand.database.Reads;
import dev.countermand.database.Sessions;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Guards the arrows between packages, and what may be used where. */
class ArchitectureTest {

    private static final String ROOT = "dev.countermand.";

    /** From the bottom up: a package may use those before it, never those behind it. */
    private static final List<String> LAYERS = List.of(
            "kernel",
            "document",
            "policy.calendar",
            "policy",
            "policy.document",
            "policy.catalogue",
            "policy.wording",
            "tracking.number",
            "detector",
            "detector.rule",
            "database",
            "database.query",
            "http.json",
            "http",
            "http.identity",
            "http.gate",
            "http.contract",
            "journal",
            "journal.chain",
            "http.record",
            "deadline",
            "order.state",
            "order.units",
            "order.progress",
            "order.told",
            "order",
            "payment.provider",
            "payment.provider.client",
            "payment.provider.stripe",
            "payment.provider.adyen",
            "payment.provider.offline",
            "payment.news",
            "payment.provider.sandbox",
            "payment.refund",
            "payment.ledger",
            "payment.charge",
            "payment.intake",
            "payment.chargeback",
            "payment.escalation",
            "payment.page",
            "payment",
            "payment.webhook",
            "payment.reconciliation",
            "tracking.event",
            "seller",
            "seller.account",
            "cancellation.liability",
            "dispute.state",
            "cancellation.state",
            "cancellation.eligibility",
            "cancellation",
            "cancellation.seller",
            "shipment.correction",
            "shipment",
            "shipment.ending",
            "courier",
            "evidence.file",
            "evidence.store",
            "evidence",
            "dispute",
            "returns",
            "fraud.profile",
            "fraud.judgement",
            "fraud.setting",
            "fraud.sweep",
            "seller.statement",
            "seller.page",
            "seller.transparency",
            "review.state",
            "review",
            "review.evidence",
            "review.decision",
            "review.bulk",
            "review.queue",
            "review.live",
            "orderflow",
            "tracking.report",
            "tracking.webhook",
            "history",
            "overview",
            "review.page",
            "review.quality",
            "operations",
            "erasure",
            "retention",
            "demo");

    /** They call others over HTTP themselves. */
    private static final Set<String> CALLERS = Set.of(
            "payment.provider.client",
            "payment.provider.stripe",
            "payment.provider.adyen",
            "evidence.store",
            "seller.transparency");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.countermand");

    @Test
    void everyPackageHasItsPlaceAndIsNotEmpty() {
        Set<String> found = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(LAYERS));
    }

    @Test
    void arrowsPointDown() {
        for (int i = 0; i < LAYERS.size(); i++) {
            String[] above = LAYERS.subList(i + 1, LAYERS.size()).stream()
                    .map(name -> ROOT + name)
                    .toArray(String[]::new);
            if (above.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + LAYERS.get(i))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(above)
                        .check(CLASSES);
            }
        }
        slices().matching("dev.countermand.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theKernelTheDecoderAndTheDetectorsKnowNoFramework() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + "kernel..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", ROOT + "kernel..", "org.jspecify..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAnyPackage(ROOT + "tracking.number..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ROOT + "document..", ROOT + "tracking.number..", "org.jspecify..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAnyPackage(ROOT + "document..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", ROOT + "kernel..", ROOT + "document..", "org.jspecify..", "org.yaml.snakeyaml..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAnyPackage(ROOT + "detector..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        ROOT + "kernel..",
                        ROOT + "document..",
                        ROOT + "policy..",
                        ROOT + "detector..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    /** What speaks HTTP, be it as a server or as a client. */
    private static final List<String> HTTP = List.of(
            ROOT + "http",
            "jakarta.ws.rs",
            "org.jboss.resteasy",
            "org.eclipse.microprofile.rest",
            "io.quarkus.rest",
            "io.vertx.core.http",
            "io.vertx.ext.web",
            "io.netty.handler.codec.http",
            "java.net.http");

    @Test
    void onlyResourcesAndWhatTheySendKnowHttp() {
        DescribedPredicate<JavaClass> edge =
                DescribedPredicate.describe("a resource, or what it takes and sends", type -> isEdge(outermost(type)));
        DescribedPredicate<JavaClass> http = resideInAnyPackage(
                        HTTP.stream().map(name -> name + "..").toArray(String[]::new))
                .or(resideInAPackage("dev.countermand..").and(edge))
                .as("HTTP, or what a resource takes and sends");
        noClasses()
                .that(resideInAnyPackage(core().map(room -> ROOT + room).toArray(String[]::new))
                        .and(not(edge)))
                .should()
                .dependOnClassesThat(http)
                .check(CLASSES);
    }

    /** A constant is copied into the class that uses it, which then knows nothing of where it came from: its source does. */
    @Test
    void nothingElseImportsConstantsOfHttp() throws IOException {
        Pattern imported = Pattern.compile(
                "^import (static )?(" + HTTP.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")\\.",
                Pattern.MULTILINE);
        Path root = Path.of("src", "main", "java", "dev", "countermand");
        for (String room : core().toList()) {
            try (Stream<Path> files = Files.list(root.resolve(room.replace('.', '/')))) {
                for (Path source : files.filter(Files::isRegularFile).toList()) {
                    if (!isEdge(source.getFileName().toString().replace(".java", ""))) {
                        assertThat(Files.readString(source))
                                .as(source.toString())
                                .doesNotContainPattern(imported);
                    }
                }
            }
        }
    }

    private static Stream<String> core() {
        return LAYERS.stream().filter(room -> !room.startsWith("http") && !CALLERS.contains(room));
    }

    private static boolean isEdge(String name) {
        return name.matches("\\w+(Resource|Replies|Api|Views?)");
    }

    /** What an act reads and writes together is decided where the act is. */
    @Test
    void resourcesOpenNoTransactions() {
        noClasses()
                .that(DescribedPredicate.describe(
                        "resources, or what they take and send", type -> isEdge(outermost(type))))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Sessions.class, Panache.class, WithTransaction.class, Reads.class)
                .check(CLASSES);
    }

    /** They may name what HTTP sends because they do nothing: whatever calls others is a resource, or how resources reply. */
    @Test
    void whatResourcesTakeAndSendIsNoBean() {
        List<JavaClass> plain = CLASSES.stream()
                .filter(type -> outermost(type).matches("\\w+(Api|Views?)"))
                .toList();
        assertThat(plain).hasSizeGreaterThan(20);
        assertThat(plain)
                .filteredOn(type -> type.getAnnotations().stream()
                        .anyMatch(annotation -> annotation.getRawType().isMetaAnnotatedWith(NormalScope.class)
                                || annotation.getRawType().isMetaAnnotatedWith(Scope.class)))
                .isEmpty();
    }

    private static String outermost(JavaClass type) {
        String name = type.getName().substring(type.getName().lastIndexOf('.') + 1);
        int inner = name.indexOf('$');
        return inner < 0 ? name : name.substring(0, inner);
    }

    @Test
    void domainTypesKnowNoFramework() {
        Set<String> domain = Set.of(
                "order.Order",
                "order.PlacedOrder",
                "order.PossibleActs",
                "order.state.OrderStatus",
                "order.state.OrderAction",
                "order.units.LinePrice",
                "order.units.OrderLine",
                "order.units.OrderMoney",
                "order.units.PriceTag",
                "order.progress.Progress",
                "order.state.RequestState",
                "cancellation.eligibility.Eligibility",
                "cancellation.state.CancellationStatus",
                "cancellation.state.OpenRequest",
                "dispute.state.DisputeAction",
                "dispute.state.DisputeOpening",
                "dispute.state.DisputeState",
                "dispute.state.DisputeStatus",
                "evidence.file.DocumentCheck",
                "evidence.file.DocumentType",
                "payment.refund.RefundStatus",
                "payment.provider.PaymentProvider",
                "tracking.event.ParcelHistory",
                "shipment.DueDates",
                "shipment.Shipment",
                "review.state.CaseMatter",
                "review.state.CaseStatus",
                "review.state.DecisionStatus",
                "review.state.FourEyes",
                "review.state.Claim",
                "review.state.Priority");
        for (String name : domain) {
            assertThat(CLASSES.contain(ROOT + name)).as(name).isTrue();
            classes()
                    .that()
                    .haveFullyQualifiedName(ROOT + name)
                    .should()
                    .onlyDependOnClassesThat(resideInAPackage("java..")
                            .or(resideInAPackage("dev.countermand.."))
                            .or(resideInAPackage("org.jspecify.."))
                            // A provider answers later: Uni is the one word of the framework it needs.
                            .or(resideInAPackage("io.smallrye.mutiny..")))
                    .check(CLASSES);
        }
    }

    @Test
    void nobodyAsksTheMachineForTheTime() {
        for (Class<?> type : List.of(
                Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)) {
            noClasses().should().callMethod(type, "now").check(CLASSES);
        }
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    }

    @Test
    void nothingWaitsAndNothingSubscribes() {
        noClasses()
                .that(not(resideInAPackage(ROOT + "demo..")))
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching("await|subscribe")
                                .as("await or subscribe")))
                .check(CLASSES);
    }

    @Test
    void rowsStayInTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(jakarta.persistence.Entity.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    /** A row's class is package-private; its name in a query of another room would reach around that. */
    @Test
    void noRoomQueriesTheRowsOfAnother() throws IOException {
        Map<String, Path> rows = new HashMap<>();
        for (Path source : Sources.files()) {
            String name = source.getFileName().toString().replace(".java", "");
            if (name.endsWith("Row")) {
                rows.put(name, source.getParent());
            }
        }
        assertThat(rows).hasSizeGreaterThan(15);
        for (Path source : Sources.files()) {
            String text = Files.readString(source);
            assertThat(rows.entrySet())
                    .as(source.toString())
                    .noneMatch(row -> !row.getValue().equals(source.getParent())
                            && Pattern.compile("\\b" + row.getKey() + "\\b")
                                    .matcher(text)
                                    .find());
        }
    }

    @Test
    void roomsAreSmallAndNullMarked() throws IOException {
        Map<Path, Long> sizes = Sources.files().stream()
                .filter(source -> !source.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertThat(sizes).hasSizeGreaterThan(30);
        for (Map.Entry<Path, Long> room : sizes.entrySet()) {
            Path info = room.getKey().resolve("package-info.java");
            assertThat(info).content().contains("@NullMarked");
            // These rooms are larger, and their package-info says why.
            int most = room.getKey().endsWith("detector") || room.getKey().endsWith("policy") ? 30 : 20;
            assertThat(room.getValue()).as(room.getKey().toString()).isLessThanOrEqualTo(most);
        }
    }

    /** What follows from an event stands in one list; many implementations of one interface are for these only. */
    @Test
    void nobodyCollectsObservers() {
        Set<String> collectors = Set.of(
                "deadline.DeadlineHandlers",
                "payment.provider.PaymentProviders",
                "tracking.webhook.Webhooks",
                // BeforeBody: a resource that refuses a call before its body is read.
                "http.gate.Gate");
        assertThat(collectors).allMatch(name -> CLASSES.contain(ROOT + name));
        noClasses()
                .that(DescribedPredicate.describe(
                        "are none of " + collectors,
                        type -> !collectors.contains(type.getName().substring(ROOT.length()))))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Instance.class, All.class)
                .check(CLASSES);
        assertThat(CLASSES.stream()
                        .filter(type ->
                                type.isInterface() && type.getSimpleName().endsWith("Observer")))
                .isEmpty();
    }

    @Test
    void everyEndpointNamesItsRoles() {
        var endpoints = CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(jakarta.ws.rs.Path.class))
                .filter(type -> !type.getPackageName().equals(ROOT + "demo"))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(jakarta.ws.rs.GET.class)
                        || method.isAnnotatedWith(jakarta.ws.rs.POST.class)
                        || method.isAnnotatedWith(jakarta.ws.rs.PUT.class))
                .toList();
        assertThat(endpoints).hasSizeGreaterThan(20);
        assertThat(endpoints)
                .filteredOn(method -> !method.isAnnotatedWith(jakarta.annotation.security.RolesAllowed.class))
                .extracting(method -> method.getOwner().getSimpleName() + "." + method.getName())
                .as("let in without a token, by a signature over the body")
                .containsExactlyInAnyOrder("WebhookResource.receive", "PaymentWebhookResource.receive");
        // Everything that says nothing is denied: quarkus.security.jaxrs.deny-unannotated-endpoints.
        assertThat(endpoints)
                .filteredOn(method -> method.isAnnotatedWith(jakarta.annotation.security.PermitAll.class))
                .hasSize(2);
    }

    /** Of resources with several roots the longest that fits is looked into alone: what is under another is not found. */
    @Test
    void noRootHidesWhatStandsUnderAnother() {
        List<JavaClass> resources = CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(jakarta.ws.rs.Path.class))
                .toList();
        assertThat(resources).hasSizeGreaterThan(20);
        for (JavaClass resource : resources) {
            String root = path(resource);
            assertThat(resource.getMethods().stream()
                            .filter(method -> method.isAnnotatedWith(jakarta.ws.rs.Path.class))
                            .map(method -> root
                                    + method.getAnnotationOfType(jakarta.ws.rs.Path.class)
                                            .value())
                            .filter(path -> resources.stream()
                                    .map(ArchitectureTest::path)
                                    .anyMatch(other -> other.length() > root.length() && path.startsWith(other))))
                    .as(resource.getSimpleName())
                    .isEmpty();
        }
    }

    private static String path(JavaClass resource) {
        return resource.getAnnotationOfType(jakarta.ws.rs.Path.class).value();
    }
}
