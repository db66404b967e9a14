package dev.countermand.cancellation.seller;

import dev.countermand.cancellation.CancellationApi;
import dev.countermand.cancellation.CancellationViews;
import dev.countermand.cancellation.SellerCancellation;
import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Cancellations")
class SellerAnswersResource {

    private final ManyAnswers answers;
    private final SellerCancellation cancellations;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    SellerAnswersResource(
            ManyAnswers answers, SellerCancellation cancellations, Idempotency idempotency, CurrentCaller caller) {
        this.answers = answers;
        this.cancellations = cancellations;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Path("/cancellations/answers")
    @RolesAllowed(Roles.SELLER)
    @Operation(
            operationId = "answerCancellations",
            summary = "Answer many requests at once (A6, A8)",
            description = "At most " + SellerAnswersApi.ANSWERS_AT_MOST + ", each by itself: what cannot be answered so"
                    + " keeps none of the others from being answered, and says why, with the problem that its own address"
                    + " would answer. A request of somebody else's is not there.")
    @APIResponse(
            responseCode = "200",
            description = "A result per answer",
            content = @Content(schema = @Schema(implementation = SellerAnswersApi.Answered.class)))
    public Uni<Response> answerMany(@NotNull @Valid SellerAnswersApi.AnswerCancellations request) {
        List<ManyAnswers.Said> said = request.toCommand();
        return idempotency.onceAfter(
                caller.call(),
                request,
                who -> answers.answer(said, who)
                        .map(results -> Answer.ok(null, SellerAnswersApi.Answered.of(results))));
    }

    @POST
    @Path("/orders/{id}/seller-cancellation")
    @RolesAllowed(Roles.SELLER)
    @Operation(
            operationId = "cancelAsSeller",
            summary = "Cancel what you cannot send (A11)",
            description =
                    "Of a paid order, all units that are not declared shipped, or some. Their money goes back to the"
                            + " instrument that paid. You are to blame, and fined as the market's policy says (A24); you may appeal"
                            + " (A27). Not while the buyer's request is open: that is to be answered.")
    @APIResponse(
            responseCode = "201",
            description = "Cancelled; on record as a request that was approved as it was made",
            content = @Content(schema = @Schema(implementation = CancellationApi.CancellationView.class)))
    public Uni<Response> cancelAsSeller(
            @PathParam("id") String id, @NotNull @Valid SellerAnswersApi.CancelAsSeller request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> cancellations
                        .giveUp(who, id, request.toCommand())
                        .map(done -> Answer.created(
                                "/v1/cancellations/" + done.id(),
                                done.orderVersion(),
                                CancellationViews.of(done.seen()))));
    }
}
