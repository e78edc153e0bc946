package io.cinnabar.docs;

import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2QuickstartIntegrationTests extends QuickstartSuite {}
