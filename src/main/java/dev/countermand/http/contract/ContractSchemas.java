package dev.countermand.http.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/** Makes the schemas say what the records say: which fields are always there, and that there are no others. */
final class ContractSchemas {

    private static final Set<String> AMOUNTS = Set.of(
            "amount",
            "total",
            "paid",
            "refunded",
            "refundable",
            "owed",
            "sentBack",
            "chargedBack",
            "goneTwice",
            "unitPrice",
            "shippingFee");
    private static final DotName SCHEMA =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final String AMOUNT = "^-?\\d+(\\.\\d+)?$";

    private final Map<String, ClassInfo> records = new HashMap<>();
    private final ClassInfo page;

    ContractSchemas(IndexView index) {
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord()) {
                // A record that is named for the contract goes before one of the domain that is called the same.
                if (isNamed(type)) {
                    records.put(nameOf(type), type);
                } else {
                    records.putIfAbsent(nameOf(type), type);
                }
            }
        }
        page = index.getClassByName(Page.class);
    }

    /** The name under which a type stands in the document. */
    static String nameOf(ClassInfo type) {
        return isNamed(type) ? type.declaredAnnotation(SCHEMA).value("name").asString() : type.simpleName();
    }

    private static boolean isNamed(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        return schema != null && schema.value("name") != null;
    }

    void complete(Components components) {
        components.getSchemas().forEach((name, schema) -> {
            if (schema.getProperties() != null) {
                close(name, schema);
            } else if (schema.getPattern() != null) {
                schema.setPattern(whole(schema.getPattern()));
            } else if ("date-time".equals(schema.getFormat())) {
                schema.setExamples(List.of(ContractExamples.TIME));
            } else if ("local-time".equals(schema.getFormat())) {
                // The generator's own example, with fractions, reads as a number in YAML.
                schema.setExamples(List.of("14:00:00"));
            }
        });
    }

    private void close(String name, Schema schema) {
        ClassInfo type = name.startsWith("Page") ? page : records.get(name);
        if (type == null) {
            throw new IllegalStateException("The contract has a schema " + name + ", the code has no record for it");
        }
        Set<String> always = type.recordComponents().stream()
                .filter(component -> isAlwaysThere(type, component))
                .map(RecordComponentInfo::name)
                .collect(Collectors.toSet());
        schema.setRequired(schema.getProperties().keySet().stream()
                .filter(always::contains)
                .toList());
        schema.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
        schema.getProperties().forEach(ContractSchemas::completeProperty);
        if (type == page) {
            describeNext(Objects.requireNonNull(schema.getProperties().get("next"), name));
        }
    }

    /** The kernel's page knows nothing of HTTP, so what a cursor is stands here. */
    private static void describeNext(Schema next) {
        next.setDescription("Send as `cursor` to read on; null at the end.");
        next.setType(List.of(SchemaType.STRING, SchemaType.NULL));
    }

    private static void completeProperty(String name, Schema property) {
        if (property.getRef() != null) {
            dropType(property);
        } else if (property.getPattern() != null) {
            property.setPattern(whole(property.getPattern()));
        } else if (AMOUNTS.contains(name)) {
            property.setPattern(AMOUNT);
        }
        if (AMOUNTS.contains(name)) {
            property.setFormat("decimal");
        }
    }

    /** A reference says the type already, and what the generator puts beside it is not always right. */
    static void dropType(Schema reference) {
        reference.setType((List<SchemaType>) null);
    }

    private boolean isAlwaysThere(ClassInfo type, RecordComponentInfo component) {
        AnnotationInstance include = type.declaredAnnotation(JsonInclude.class);
        boolean nullsAreSent = include != null
                && include.value() != null
                && include.value().asEnum().equals("ALWAYS");
        return type == page || nullsAreSent || !isNullable(component);
    }

    private static boolean isNullable(RecordComponentInfo component) {
        return component.type().hasAnnotation(NULLABLE);
    }

    /** Bean Validation means the whole text where JSON Schema means any part of it. */
    private static String whole(String pattern) {
        if (pattern.equals(Words.PATTERN)) {
            return Words.PUBLISHED;
        }
        if (pattern.equals(Words.REASONS)) {
            return Words.REASONS_PUBLISHED;
        }
        return pattern.startsWith("^") || pattern.equals("\\S") ? pattern : "^" + pattern + "$";
    }
}
