package dev.countermand.payment.provider.stripe;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The requests to Stripe. Answers are read as text, because an error need not be JSON. Public for the code made of it. */
@Produces(MediaType.APPLICATION_JSON)
public interface StripeClient {

    /** Answers do not change their form when the account's version does. */
    String VERSION = "2024-06-20";

    @POST
    @Path("/v1/refunds")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Uni<RestResponse<String>> create(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @HeaderParam("Stripe-Version") String version,
            @HeaderParam("Idempotency-Key") String key,
            String form);

    @GET
    @Path("/v1/refunds/{id}")
    Uni<RestResponse<String>> get(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @HeaderParam("Stripe-Version") String version,
            @PathParam("id") String id,
            @Nullable @QueryParam("expand[]") String expand);

    /** Only what requires an action of the buyer's can be cancelled. */
    @POST
    @Path("/v1/refunds/{id}/cancel")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Uni<RestResponse<String>> cancel(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @HeaderParam("Stripe-Version") String version,
            @PathParam("id") String id,
            String form);

    /** The refunds of a payment, the newest first; what is null is not sent. */
    @GET
    @Path("/v1/refunds")
    Uni<RestResponse<String>> list(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @HeaderParam("Stripe-Version") String version,
            @Nullable @QueryParam("payment_intent") String paymentIntent,
            @Nullable @QueryParam("charge") String charge,
            @QueryParam("limit") int limit,
            @Nullable @QueryParam("starting_after") String startingAfter);

    /** The refunds made in a time, in seconds since 1970, the newest first. */
    @GET
    @Path("/v1/refunds")
    Uni<RestResponse<String>> refundsOf(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @HeaderParam("Stripe-Version") String version,
            @QueryParam("created[gte]") long from,
            @QueryParam("created[lt]") long to,
            @QueryParam("limit") int limit,
            @Nullable @QueryParam("starting_after") String startingAfter);

    @GET
    @Path("/v1/charges/{id}")
    Uni<RestResponse<String>> charge(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @HeaderParam("Stripe-Version") String version,
            @PathParam("id") String id);

    /** The charges made in a time, likewise. */
    @GET
    @Path("/v1/charges")
    Uni<RestResponse<String>> chargesOf(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @HeaderParam("Stripe-Version") String version,
            @QueryParam("created[gte]") long from,
            @QueryParam("created[lt]") long to,
            @QueryParam("limit") int limit,
            @Nullable @QueryParam("starting_after") String startingAfter);
}
