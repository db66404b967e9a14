package dev.countermand.tracking.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.http.InvalidBodies;
import dev.countermand.kernel.Refusal.FieldError;
import dev.countermand.tracking.event.CarrierEventApi.CarrierEvent;
import dev.countermand.tracking.event.SentEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the events of a batch one by one, so that the good ones do not suffer for a faulty one. */
@ApplicationScoped
public class SentEvents {

    private final ObjectMapper json;
    private final Validator validator;

    SentEvents(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** As strictly as any other body is read, and in the same words. */
    public List<SentEvent> read(List<JsonNode> batch) {
        return IntStream.range(0, batch.size())
                .mapToObj(place -> read(place, batch.get(place)))
                .toList();
    }

    private SentEvent read(int place, JsonNode sent) {
        if (!sent.isObject()) {
            return new SentEvent.Faulty("", sent, List.of(new FieldError("[" + place + "]", "must be an object")));
        }
        CarrierEvent event;
        try {
            event = json.treeToValue(sent, CarrierEvent.class);
        } catch (JsonProcessingException e) {
            return new SentEvent.Faulty(idOf(sent), sent, InvalidBodies.errorsAt(place, e));
        }
        List<FieldError> errors = InvalidBodies.errorsAt(place, validator.validate(event));
        return errors.isEmpty() ? new SentEvent.Read(event) : new SentEvent.Faulty(idOf(sent), sent, errors);
    }

    private String idOf(JsonNode sent) {
        try {
            String id = json.treeToValue(sent.get("id"), String.class);
            return id == null ? "" : id;
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
