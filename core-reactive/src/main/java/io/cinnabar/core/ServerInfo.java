package io.cinnabar.core;

/**
 * What a database says of itself.
 *
 * @param product the name of the product
 * @param version the version, as the server spells it
 * @param defaultSchema the schema in which tables without one are found
 */
public record ServerInfo(String product, String version, String defaultSchema) {}
