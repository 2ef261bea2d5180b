package io.filigree.controlplane.access;

import io.filigree.controlplane.problem.CommonProblem;
import io.filigree.controlplane.problem.Problem;
import io.filigree.controlplane.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** The filter chains: no session, no cookie, no login page, and no by default. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  /** Shapes, not data: the API's description, its browser, and whether we live. */
  static final String[] OPEN = {
    "/actuator/health",
    "/actuator/health/*",
    "/v3/api-docs",
    "/v3/api-docs.yaml",
    "/v3/api-docs/swagger-config",
    "/swagger-ui.html",
    "/swagger-ui/*"
  };

  @Bean
  @ConditionalOnMissingBean
  InstantSource clock() {
    return Clock.systemUTC();
  }

  /** Edges sign their requests; the filter that checks it answers for all of {@code /edge}. */
  @Bean
  @Order(1)
  SecurityFilterChain edges(HttpSecurity http) throws Exception {
    return stateless(http.securityMatcher("/edge/**"))
        .authorizeHttpRequests(routes -> routes.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain operators(
      HttpSecurity http, DeclaredAccess declared, Credentials credentials, ProblemWriter problems)
      throws Exception {
    return stateless(http)
        .addFilterBefore(new BearerFilter(credentials, problems), AuthorizationFilter.class)
        .authorizeHttpRequests(routes ->
            routes
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(OPEN)
                .permitAll()
                .requestMatchers("/api/**")
                .access(declared)
                .anyRequest()
                .denyAll())
        .exceptionHandling(refusals ->
            refusals
                .authenticationEntryPoint((_, response, _) -> problems.write(response, who()))
                .accessDeniedHandler((_, response, _) -> problems.write(response, no())))
        .build();
  }

  private static HttpSecurity stateless(HttpSecurity http) throws Exception {
    return http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable) // no cookie that a browser would send by itself
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .headers(SecurityConfiguration::headers);
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        // It would hold for the plain loopback listener of the same host name too.
        .httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable)
        .contentSecurityPolicy(policy ->
            policy.policyDirectives(
                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " frame-ancestors 'none'"));
  }

  private static Problem who() {
    return Problem.of(
            CommonProblem.UNAUTHENTICATED, "Send an operator token: Authorization: Bearer fgo_...")
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }

  private static Problem no() {
    return Problem.of(
        CommonProblem.FORBIDDEN, "The token's role or mesh does not cover this, or nothing may.");
  }
}
