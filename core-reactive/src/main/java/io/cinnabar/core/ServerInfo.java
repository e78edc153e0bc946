package io.cinnabar.core;

import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.dialect.ServerVersion;

/**
 * What a database says of itself.
 *
 * @param product the name of the product
 * @param version the version, which decides what the dialect can do
 * @param versionText the version, as the server spells it
 * @param defaultSchema the schema in which tables without one are found
 * @param isolationLevel the isolation level of transactions that do not ask for one
 */
public record ServerInfo(
        String product,
        ServerVersion version,
        String versionText,
        String defaultSchema,
        IsolationLevel isolationLevel) {}
