package io.filigree.controlplane.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Adds to every route what its path and method imply: who may call it, and how it refuses. */
final class OpenApiHabits implements GlobalOpenApiCustomizer {

  @Override
  public void customise(OpenAPI api) {
    api.getPaths().forEach(OpenApiHabits::describe);
    // Found in the order of class files, which is nobody's.
    api.setTags(api.getTags().stream().sorted(Comparator.comparing(Tag::getName)).toList());
  }

  private static void describe(String path, PathItem item) {
    String credential =
        path.startsWith("/edge/") ? OpenApiConfiguration.EDGE : OpenApiConfiguration.OPERATOR;
    item.readOperations()
        .forEach(operation -> {
          operation.addSecurityItem(new SecurityRequirement().addList(credential));
          refuseAlike(operation);
        });
    if (path.startsWith("/api/") && item.getPost() != null) {
      item.getPost().addParametersItem(idempotencyKey());
    }
  }

  private static void refuseAlike(Operation operation) {
    var problem = new ApiResponse().$ref("#/components/responses/" + OpenApiConfiguration.PROBLEM);
    operation
        .getResponses()
        .replaceAll((status, response) -> status.startsWith("2") ? response : problem);
    operation.getResponses().addApiResponse("default", problem);
  }

  private static HeaderParameter idempotencyKey() {
    var key = new HeaderParameter();
    key.name(IdempotencyFilter.KEY)
        .required(false)
        .description("1 to 255 visible ASCII characters; the same key and request is done once")
        .schema(new StringSchema());
    return key;
  }
}
