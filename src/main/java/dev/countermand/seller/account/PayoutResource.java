package dev.countermand.seller.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.document.Csv;
import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Roles;
import dev.countermand.http.json.InvalidBodies;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import dev.countermand.kernel.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/payouts")
@Tag(name = "Sellers")
class PayoutResource {

    static final String NDJSON = "application/x-ndjson";

    private final Payouts payouts;
    private final PayoutFiles files;
    private final ObjectMapper json;
    private final Validator validator;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    PayoutResource(
            Payouts payouts,
            PayoutFiles files,
            ObjectMapper json,
            Validator validator,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.payouts = payouts;
        this.files = files;
        this.json = json;
        this.validator = validator;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Say what was paid out to a seller",
            description =
                    "The marketplace's own systems pay; this takes it down, so that the account says what is left."
                            + " Never more than is due: 409 says how much that is. The same payout again changes nothing.")
    @APIResponse(
            responseCode = "201",
            description = "Taken down",
            content = @Content(schema = @Schema(implementation = AccountApi.PayoutView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was there already",
            content = @Content(schema = @Schema(implementation = AccountApi.PayoutView.class)))
    public Uni<Response> pay(@NotNull @Valid AccountApi.PaidOut request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> payouts.pay(request.toCommand(), who.as(Role.SERVICE))
                        .map(done -> done.created()
                                ? Answer.created(
                                        "/v1/sellers/" + request.sellerId() + "/account",
                                        null,
                                        AccountViews.of(done.row()))
                                : Answer.ok(null, AccountViews.of(done.row()))));
    }

    @POST
    @Path("/import")
    @Consumes({NDJSON, Csv.MEDIA_TYPE})
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "Say what was paid out to many, one a line",
            description =
                    "At most 1,000 lines, each as in POST /v1/payouts: JSON, or CSV whose first line names the columns"
                            + " id, sellerId, amount, currency and reference. A bad line does not affect the others, and"
                            + " the same file again changes nothing.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = NDJSON, schema = @Schema(implementation = AccountApi.PaidOut.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "200",
            description = "What became of each line",
            content = @Content(schema = @Schema(implementation = AccountApi.FileResult.class)))
    public Uni<Response> file(byte[] body, @Context HttpHeaders headers) {
        boolean csv = isCsv(headers.getMediaType());
        return idempotency.onceAfter(
                caller.call(),
                new String(body, StandardCharsets.ISO_8859_1),
                who -> files.pay(entries(body, csv), who.as(Role.SERVICE))
                        .map(results -> Answer.ok(null, AccountViews.of(results))));
    }

    private static boolean isCsv(@Nullable MediaType type) {
        return type != null && type.isCompatible(MediaType.valueOf(Csv.MEDIA_TYPE));
    }

    private List<PayoutFiles.Entry> entries(byte[] body, boolean csv) {
        List<PayoutLines.Line> lines = PayoutLines.of(body);
        if (!csv || lines.isEmpty()) {
            return entries(lines, this::ofJson);
        }
        List<String> head = PayoutLines.head(lines.getFirst());
        return entries(
                lines.subList(1, lines.size()),
                line -> json.convertValue(PayoutLines.record(head, line), AccountApi.PaidOut.class));
    }

    private List<PayoutFiles.Entry> entries(
            List<PayoutLines.Line> lines, Function<PayoutLines.Line, AccountApi.PaidOut> reading) {
        return lines.stream().map(line -> entry(line, reading)).toList();
    }

    private PayoutFiles.Entry entry(PayoutLines.Line line, Function<PayoutLines.Line, AccountApi.PaidOut> reading) {
        try {
            return new PayoutFiles.Entry.Read(
                    line.number(), valid(reading.apply(line)).toCommand());
        } catch (RefusedException e) {
            return new PayoutFiles.Entry.Unreadable(line.number(), e.refusal());
        }
    }

    private AccountApi.PaidOut ofJson(PayoutLines.Line line) {
        try {
            AccountApi.PaidOut told = json.readValue(line.text(), AccountApi.PaidOut.class);
            if (told == null) {
                throw Refusal.invalid("body", "must be an object").asException();
            }
            return told;
        } catch (JsonProcessingException e) {
            throw InvalidBodies.refusalOf(e).asException();
        }
    }

    private AccountApi.PaidOut valid(AccountApi.PaidOut told) {
        Set<ConstraintViolation<AccountApi.PaidOut>> violations = validator.validate(told);
        if (!violations.isEmpty()) {
            throw Refusal.invalid(InvalidBodies.errorsOf(new ConstraintViolationException(violations)))
                    .asException();
        }
        return told;
    }
}
