package dev.countermand.seller.transparency;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** The one request to the database. Its answer is read as text, because an error need not be JSON. Public for the code made of it. */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface TransparencyClient {

    /** Creates all of these statements, or none of them. */
    @POST
    @Path("/api/v1/statements")
    Uni<RestResponse<String>> create(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, String statements);
}
