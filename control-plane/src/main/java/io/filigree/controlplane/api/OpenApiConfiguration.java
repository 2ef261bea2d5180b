package io.filigree.controlplane.api;

import io.filigree.controlplane.problem.ProblemCatalogue;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What the API's description says of all routes alike. */
@Lazy
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  static final String OPERATOR = "operatorToken";
  static final String EDGE = "edgeSignature";
  static final String PROBLEM = "Problem";

  @Bean
  OpenAPI filigreeApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Filigree coordinator")
                .version("0.1.0")
                .license(new License().name("Apache 2.0"))
                .description(
                    """
                    Registry of WireGuard meshes. Operators use `/api/v1` with a token; edge clients \
                    use `/edge/v1` with signed requests (RFC 9421).

                    Errors are RFC 9457 problems with a stable `type`; `x-problem-types` lists them. \
                    Lists are paged: give `nextCursor` back as `cursor`. Changes want the `ETag` you \
                    read in `If-Match`; `?dryRun=true` tries a change and takes it back; a POST with \
                    an `Idempotency-Key` can be repeated safely. Unknown fields are refused.\
                    """))
        .servers(List.of(new Server().url("/").description("This coordinator")))
        .components(components());
  }

  /** Names that do not depend on what else there is, for generated clients. */
  @Bean
  OperationCustomizer operationNames() {
    return (operation, handler) -> operation.operationId(OperationName.of(handler));
  }

  @Bean
  OpenApiHabits openApiHabits() {
    return new OpenApiHabits();
  }

  private static Components components() {
    var components =
        new Components()
            .addSecuritySchemes(
                OPERATOR,
                new SecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("bearer")
                    .bearerFormat("fgo_<id>_<secret>")
                    .description("An operator token; the first comes from the bootstrap token."))
            .addSecuritySchemes(
                EDGE,
                new SecurityScheme()
                    .type(SecurityScheme.Type.APIKEY)
                    .in(SecurityScheme.In.HEADER)
                    .name("Signature")
                    .description(
                        "RFC 9421 signature by the site's identity key over @method, @path,"
                            + " filigree-mesh and, with a body, content-digest."))
            .addSchemas(PROBLEM, problem())
            .addResponses(PROBLEM, problemResponse());
    components.addExtension("x-problem-types", problemTypes());
    return components;
  }

  private static ApiResponse problemResponse() {
    var body = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
    return new ApiResponse()
        .description("Refused or failed, and why")
        .content(new Content().addMediaType("application/problem+json", body));
  }

  private static Schema<?> problem() {
    Schema<?> problem = new ObjectSchema();
    problem.setRequired(List.of("type", "title", "status"));
    return problem
        .description("RFC 9457 problem details; some types have further members")
        .addProperty("type", new StringSchema().format("uri").description("Stable; never reused"))
        .addProperty("title", new StringSchema().description("The same for every occurrence"))
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema().description("What happened this time"))
        .addProperty("instance", new StringSchema().format("uri-reference"))
        .addProperty(
            "violations",
            new ArraySchema()
                .items(
                    new ObjectSchema()
                        .addProperty("field", new StringSchema())
                        .addProperty("reason", new StringSchema()))
                .description("Everything wrong with the request at once"));
  }

  private static Map<String, Object> problemTypes() {
    var types = new LinkedHashMap<String, Object>();
    ProblemCatalogue.all()
        .forEach(type ->
            types.put(
                type.uri().toString(),
                Map.of("status", type.status().value(), "title", type.title())));
    return types;
  }
}
