package io.filigree.controlplane.secret;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the data directory before anything that lives in it, and the sealer from the key file. */
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

  @Bean
  DataDirectory dataDirectory(SecretSettings settings) {
    return DataDirectory.at(settings.dataDir());
  }

  @Bean
  Sealer sealer(SecretSettings settings, DataDirectory directory, JdbcClient sql) {
    var file = new KeyFile(settings.key().orElseGet(() -> directory.file("filigree.key")));
    return new KeyCheck(sql, file.requireOutside(directory.database())).sealer();
  }
}
