package dev.countermand.payment.provider.adyen;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** The request to Adyen. Its answer is read as text, because an error need not be JSON. Public for the code made of it. */
@Produces(MediaType.APPLICATION_JSON)
public interface AdyenClient {

    /**
     * What is to be given back.
     *
     * @param reference our id of the refund
     */
    @RegisterForReflection
    record Refund(String merchantAccount, Amount amount, String reference) {}

    /** In the smallest units, as Adyen counts them. */
    @RegisterForReflection
    record Amount(long value, String currency) {}

    @POST
    @Path("/payments/{payment}/refunds")
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<RestResponse<String>> refund(
            @HeaderParam("X-API-Key") String key,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            @PathParam("payment") String payment,
            Refund refund);
}
