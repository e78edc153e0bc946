package io.cinnabar.docs;

import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresQuickstartIntegrationTests extends QuickstartSuite {}
