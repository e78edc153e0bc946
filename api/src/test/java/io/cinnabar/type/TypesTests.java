package io.cinnabar.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.InvalidRequestException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypesTests {
    private enum OrderState {
        NEW {
            @Override
            public String toString() {
                return "fresh";
            }
        },
        DONE
    }

    @Test
    void knowsTheTypesOfClasses() {
        assertThat(Types.of(Long.class)).isEqualTo(Types.BIGINT);
        assertThat(Types.of(5)).isEqualTo(Types.INTEGER);
        assertThat(Types.of(BigDecimal.TEN)).isEqualTo(Types.NUMERIC);
        assertThat(Types.of(new byte[0])).isEqualTo(Types.BINARY);
        assertThat(Types.of(Instant.EPOCH)).isEqualTo(Types.INSTANT);
        assertThat(Types.of(OrderState.NEW)).isEqualTo(Types.enumeration(OrderState.class));
        assertThat(Types.of(OrderState.class)).isEqualTo(Types.enumeration(OrderState.class));
    }

    @Test
    void saysThatAClassHasNoType() {
        assertThatThrownBy(() -> Types.of(List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("No SQL type is known for the Java class 'java.util.")
                .hasMessageEndingWith("[TYP-003]");
        assertThatThrownBy(() -> Types.of(Map.class)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void isEqualWhenItMeansTheSame() {
        assertThat(Types.varchar(3)).isEqualTo(Types.varchar(3)).isNotEqualTo(Types.varchar(4));
        assertThat(Types.array(Types.TEXT)).isEqualTo(Types.TEXT.array()).hasSameHashCodeAs(Types.TEXT.array());
        assertThat(Types.TIMESTAMP.precision(3)).isNotEqualTo(Types.TIMESTAMP);
        assertThat(Types.numeric(5, 2)).isEqualTo(Types.numeric(5, 2));
    }

    @Test
    void storesAMappedTypeAsTheOneUnderneath() {
        MappedType<String, Long> mapped = Types.BIGINT.map(String.class, Long::valueOf, String::valueOf);
        MappedType<Integer, String> twice = mapped.map(Integer.class, String::valueOf, Integer::valueOf);
        assertThat(mapped.storage()).isEqualTo(Types.BIGINT);
        assertThat(twice.storage()).isEqualTo(Types.BIGINT);
        assertThat(twice.kind()).isEqualTo(TypeKind.BIGINT);
        assertThat(twice.javaType()).isEqualTo(Integer.class);
    }

    @Test
    void namesEnumsInLowerCaseWithUnderscores() {
        EnumType<OrderState> type = Types.enumeration(OrderState.class);
        assertThat(type.name()).isEqualTo("order_state");
        assertThat(type.labels()).containsExactly("NEW", "DONE");
        assertThat(Types.enumeration(OrderState.class, "state").name()).isEqualTo("state");
    }

    @Test
    void refusesSizesThatNoDatabaseHas() {
        assertThatIllegalArgumentException().isThrownBy(() -> Types.varchar(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Types.binary(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Types.numeric(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Types.numeric(2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> Types.TIME.precision(10));
        assertThatIllegalArgumentException().isThrownBy(() -> Types.enumeration(OrderState.class, ""));
        assertThatNullPointerException().isThrownBy(() -> Json.of(null));
    }
}
