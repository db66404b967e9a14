package dev.countermand.review.queue;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Visible;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/cases")
@Tag(name = "Cases")
class QueueResource {

    private final QueueReader queue;
    private final NextCase next;
    private final SavedViewService views;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    QueueResource(
            QueueReader queue, NextCase next, SavedViewService views, Idempotency idempotency, CurrentCaller caller) {
        this.queue = queue;
        this.next = next;
        this.views = views;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            summary = "Cases, the most pressing first",
            description =
                    "All that is asked for has to hold. How pressing a case is is risk x money x time; money of different"
                            + " currencies is compared by what it is about worth. By sort=score the worst come first, by sort=dueAt the"
                            + " most urgent, by sort=openedAt the oldest, and by sort=amount, of one currency, the largest.")
    @APIResponse(responseCode = "200", description = "A page of cases")
    public Uni<Page<QueueApi.CaseRowView>> cases(
            @BeanParam FindCasesApi.Parameters wanted,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        String reader = reader();
        PageRequest wantedPage = caller.page(limit, cursor);
        return filter(wanted)
                .chain(filter -> queue.page(filter, reader, wantedPage))
                .map(page -> page.what().map(one -> QueueViews.row(one, page.now())));
    }

    @GET
    @Path("/counts")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "countCases",
            summary = "How many cases a list would show, of which kinds, and about how much money",
            description = "Takes what the list takes; the order does not matter.")
    @APIResponse(
            responseCode = "200",
            description = "The counts",
            content = @Content(schema = @Schema(implementation = QueueApi.CountsView.class)))
    public Uni<QueueApi.CountsView> counts(@BeanParam FindCasesApi.Parameters wanted) {
        String reader = reader();
        return filter(wanted).chain(filter -> queue.counts(filter, reader)).map(QueueViews::counts);
    }

    @POST
    @Path("/next")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "nextCase",
            summary = "Get and claim the next case of a view",
            description =
                    "The first that is free and to which you are no party. However many moderators ask at once, each gets"
                            + " another one.")
    @APIResponse(
            responseCode = "200",
            description = "Yours",
            content = @Content(schema = @Schema(implementation = QueueApi.GivenView.class)))
    public Uni<Response> next(@NotNull @Valid QueueApi.Next request) {
        UUID view = request.view();
        return idempotency.once(
                caller.call(),
                request,
                who -> (view == null ? Uni.createFrom().item(QueueFilter.ALL) : views.filter(view))
                        .chain(filter -> next.next(filter, who))
                        .map(given -> Answer.ok(null, QueueViews.given(given))));
    }

    private String reader() {
        Visible.everybodysTo(caller.get());
        return caller.get().subject();
    }

    private Uni<QueueFilter> filter(FindCasesApi.Parameters wanted) {
        UUID view = wanted.viewId();
        return view == null ? Uni.createFrom().item(wanted.filter()) : views.named(view);
    }
}
