package io.cinnabar.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresDriverRulesTests {

    @ParameterizedTest(name = "{0} asked, binds {1}: {2}")
    @CsvSource({
        "0,false,200",
        "50,false,50",
        "200,false,200",
        "256,false,200",
        "1000,false,200",
        "0,true,0",
        "1000,true,1000"
    })
    void neverRunsAStatementWithoutBindsInPortionsThatPoison(int requested, boolean hasBinds, int portion) {
        assertThat(new PostgresDriverRules(new PostgresConnections()).fetchSize(requested, hasBinds))
                .isEqualTo(portion);
    }

    @ParameterizedTest(name = "{0} rows, binds {1}: {2}")
    @CsvSource({"0,true,false", "1,true,true", "200,true,true", "200,false,false"})
    void endsRowsByCancellationOnlyWhereAPortalCanBeClosed(int fetchSize, boolean hasBinds, boolean ends) {
        assertThat(new PostgresDriverRules(new PostgresConnections()).endsByCancel(fetchSize, hasBinds))
                .isEqualTo(ends);
    }
}
