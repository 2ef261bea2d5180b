package io.filigree.controlplane.feed;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.math.BigDecimal;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts the long poll into the published API: it is answered before Spring, which cannot see it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // before what is said of all routes alike
final class FeedApiDescription implements GlobalOpenApiCustomizer {
  private static final String ANSWER = "FeedAnswer";

  @Override
  public void customise(OpenAPI api) {
    api.getComponents().addSchemas(ANSWER, answer());
    api.getPaths().addPathItem("/edge/v1/mesh", new PathItem().get(poll()));
  }

  private static Operation poll() {
    Schema<?> wait = new IntegerSchema()._default(0);
    wait.setMinimum(BigDecimal.ZERO);
    wait.setMaximum(BigDecimal.valueOf(MeshQuery.LONGEST_WAIT));
    return new Operation()
        .operationId("feedPoll")
        .addTagsItem("Edges")
        .summary("Wait for what is newer than the cursor")
        .addParametersItem(query("since", new StringSchema(), "Cursor; absent for everything"))
        .addParametersItem(query("wait", wait, "Seconds to wait at most"))
        .addParametersItem(query("inbox", new IntegerSchema(), "Inbox number last seen"))
        .responses(
            new ApiResponses()
                .addApiResponse("200", found())
                .addApiResponse("204", nothingNewer()));
  }

  private static QueryParameter query(String name, Schema<?> schema, String description) {
    var parameter = new QueryParameter();
    parameter.name(name).required(false).description(description).schema(schema);
    return parameter;
  }

  private static ApiResponse found() {
    var body = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + ANSWER));
    return inbox(new ApiResponse().description("What is newer, or everything"))
        .content(new Content().addMediaType("application/json", body));
  }

  private static ApiResponse nothingNewer() {
    return inbox(new ApiResponse().description("Nothing newer within the wait"))
        .addHeaderObject("Filigree-Cursor", header(new StringSchema(), "Where the mesh stands"));
  }

  private static ApiResponse inbox(ApiResponse response) {
    return response.addHeaderObject(
        "Filigree-Inbox", header(new IntegerSchema(), "Number of this site's inbox"));
  }

  private static Header header(Schema<?> schema, String description) {
    return new Header().schema(schema).description(description);
  }

  private static Schema<?> answer() {
    return new ObjectSchema()
        .addProperty("cursor", new StringSchema().description("<revision>.<digest>"))
        .addProperty("epoch", new IntegerSchema().format("int64"))
        .addProperty("signature", new StringSchema().description("Over the roster statement"))
        .addProperty("full", new BooleanSchema().description("Everything, not a difference"))
        .addProperty("mesh", new StringSchema().description("Mesh record, verbatim; if changed"))
        .addProperty("records", new ArraySchema().items(document("record")))
        .addProperty(
            "facts",
            new ArraySchema().items(document("facts").addProperty("signature", new StringSchema())))
        .addProperty("removed", new ArraySchema().items(new StringSchema().format("uuid")));
  }

  private static Schema<?> document(String name) {
    return new ObjectSchema()
        .addProperty("site", new StringSchema().format("uuid"))
        .addProperty(name, new StringSchema().description("Verbatim"));
  }
}
