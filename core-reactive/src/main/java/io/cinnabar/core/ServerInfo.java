package io.cinnabar.core;

import io.cinnabar.dialect.ServerVersion;

/**
 * What a database says of itself.
 *
 * @param product the name of the product
 * @param version the version, which decides what the dialect can do
 * @param versionText the version, as the server spells it
 * @param defaultSchema the schema in which tables without one are found
 */
public record ServerInfo(String product, ServerVersion version, String versionText, String defaultSchema) {}
