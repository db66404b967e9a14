package dev.countermand.review.queue;

import dev.countermand.http.Answer;
import dev.countermand.http.CurrentCaller;
import dev.countermand.http.Idempotency;
import dev.countermand.http.Query;
import dev.countermand.http.Roles;
import dev.countermand.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/cases")
@Tag(name = "Cases")
class SavedViewResource {

    private static final String VIEW = "view";

    private final SavedViewService views;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    SavedViewResource(SavedViewService views, Idempotency idempotency, CurrentCaller caller) {
        this.views = views;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Path("/views")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(operationId = "views", summary = "Your saved views of the cases, by name")
    @APIResponse(responseCode = "200", description = "All of them on one page")
    public Uni<Page<SavedViewApi.View>> views() {
        return views.of(caller.get()).map(Page::whole).map(page -> page.map(SavedViewApi.View::of));
    }

    @GET
    @Path("/views/{id}")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(
            operationId = "view",
            summary = "A saved view, yours or one that was shared with you",
            description = "Whoever knows its id may look through it: GET /v1/cases?view={id}.")
    @APIResponse(
            responseCode = "200",
            description = "The view",
            content = @Content(schema = @Schema(implementation = SavedViewApi.View.class)))
    public Uni<Response> view(@Parameter(description = "The view's id.") @PathParam("id") String id) {
        return views.load(Query.id(VIEW, id))
                .map(view -> Response.ok(SavedViewApi.View.of(view))
                        .header("ETag", "\"" + view.version() + "\"")
                        .build());
    }

    @POST
    @Path("/views")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(operationId = "saveView", summary = "Save a view of the cases under a name")
    @APIResponse(
            responseCode = "201",
            description = "Saved",
            content = @Content(schema = @Schema(implementation = SavedViewApi.View.class)))
    public Uni<Response> saveView(@NotNull @Valid SavedViewApi.SaveView request) {
        return idempotency.once(
                caller.call(),
                request,
                who -> views.save(request.name(), request.filter().toFilter(), who)
                        .map(view -> Answer.created(
                                "/v1/cases/views/" + view.id(), view.version(), SavedViewApi.View.of(view))));
    }

    @PUT
    @Path("/views/{id}")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeView", summary = "Change a view of yours")
    @APIResponse(
            responseCode = "200",
            description = "The view as it is now",
            content = @Content(schema = @Schema(implementation = SavedViewApi.View.class)))
    public Uni<SavedViewApi.View> changeView(
            @Parameter(description = "The view's id.") @PathParam("id") String id,
            @NotNull @Valid SavedViewApi.SaveView request) {
        return views.change(Query.id(VIEW, id), request.name(), request.filter().toFilter(), caller.get())
                .map(SavedViewApi.View::of);
    }

    @DELETE
    @Path("/views/{id}")
    @RolesAllowed({Roles.MODERATOR, Roles.LEAD})
    @Operation(operationId = "dropView", summary = "Drop a view of yours")
    @APIResponse(
            responseCode = "200",
            description = "The view as it was",
            content = @Content(schema = @Schema(implementation = SavedViewApi.View.class)))
    public Uni<SavedViewApi.View> dropView(@Parameter(description = "The view's id.") @PathParam("id") String id) {
        return views.drop(Query.id(VIEW, id), caller.get()).map(SavedViewApi.View::of);
    }
}
