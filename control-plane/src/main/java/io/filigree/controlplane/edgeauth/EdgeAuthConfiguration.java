package io.filigree.controlplane.edgeauth;

import io.filigree.controlplane.problem.ProblemWriter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the filter on the edge API, behind the one that bounds bodies and before every other. */
@Configuration(proxyBeanMethods = false)
class EdgeAuthConfiguration {

  @Bean
  FilterRegistrationBean<EdgeAuthFilter> edgeAuthFilter(EdgeGate gate, ProblemWriter problems) {
    FilterRegistrationBean<EdgeAuthFilter> filter =
        new FilterRegistrationBean<>(new EdgeAuthFilter(gate, problems));
    filter.addUrlPatterns("/edge/*");
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    return filter;
  }
}
