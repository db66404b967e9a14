package dev.countermand.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countermand.api.Papers;
import dev.countermand.fuzz.Operation.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/** Calls as the contract wants them. */
final class ValidCalls {

    static final String BOUNDARY = "fuzz-boundary";

    /** The smallest document that is one by its content. */
    static final String DOCUMENT = document("A receipt");

    private final Random random;
    private final String fresh;
    private final ValidBodies bodies;
    private final boolean everything;

    ValidCalls(Random random, String fresh, Instant now, boolean everything) {
        this.random = random;
        this.fresh = fresh;
        this.everything = everything;
        this.bodies = new ValidBodies(random, fresh, now, everything);
    }

    Draft of(Operation operation) {
        Draft draft = new Draft(operation, random.nextInt(Integer.MAX_VALUE));
        draft.header("Host", "$host$");
        if (!operation.roles().isEmpty()) {
            String role = operation.roles().get(random.nextInt(operation.roles().size()));
            draft.header("Authorization", "Bearer $token:" + role + "$");
        }
        for (Parameter parameter : operation.parametersIn("query")) {
            if (everything || random.nextInt(3) == 0) {
                draft.query.add(parameter.name() + "=" + value(parameter));
            }
        }
        for (Parameter parameter : operation.parametersIn("header")) {
            addHeader(draft, parameter);
        }
        addBody(draft);
        return draft;
    }

    private String value(Parameter parameter) {
        // Which page is next only an answer says; the cursor of another list is one of the wrong ones.
        String valid = parameter.name().equals("cursor")
                ? ""
                : bodies.of(parameter.schema(), parameter.name()).asText();
        return valid.startsWith("$") ? valid : URLEncoder.encode(valid, StandardCharsets.UTF_8);
    }

    private void addHeader(Draft draft, Parameter parameter) {
        switch (parameter.name()) {
            case "Idempotency-Key" -> draft.header("Idempotency-Key", fresh);
            case "If-Match" -> {
                if (random.nextInt(4) == 0) {
                    draft.header("If-Match", "*");
                }
            }
            case "Case-Token" -> draft.header("Case-Token", "$caseToken$");
            default -> throw new IllegalStateException("The contract has a header that is new here: " + parameter);
        }
    }

    private void addBody(Draft draft) {
        Operation operation = draft.operation;
        JsonNode schema = operation.body();
        if (schema == null || operation.mediaType() == null) {
            return;
        }
        if (operation.takesJson()) {
            draft.header("Content-Type", operation.mediaType());
            draft.json = bodies.of(schema);
        } else {
            draft.header("Content-Type", operation.mediaType() + "; boundary=" + BOUNDARY);
            draft.raw = Draft.latin(form("name=\"file\"; filename=\"receipt.pdf\"", document(fresh)));
        }
        if (operation.about().equals("webhooks")) {
            draft.header("X-Hmac-Signature", Draft.SIGNATURE);
        }
    }

    /** A document with this text. */
    static String document(String text) {
        return new String(Papers.pdf(text), StandardCharsets.ISO_8859_1);
    }

    /** A form of one part. */
    static String form(String disposition, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition
                + "\r\nContent-Type: application/pdf\r\n\r\n" + content + "\r\n--" + BOUNDARY + "--\r\n";
    }
}
