package io.cinnabar.core.internal;

import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.type.ValueCodec;
import io.cinnabar.core.type.ValueCodecs;
import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.type.SqlType;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanCacheTests {
    /** Codecs that are new each time that they are asked for. */
    private static final class Codecs implements ValueCodecs {
        @Override
        public <T> ValueCodec<T> codec(SqlType<T> type) {
            return new ValueCodec<>() {
                @Override
                public Object encode(T value) {
                    return String.valueOf(value);
                }

                @Override
                public Class<?> boundClass() {
                    return type.javaType();
                }

                @Override
                public T decode(Object raw) {
                    throw new UnsupportedOperationException("nothing is read here");
                }
            };
        }

        @Override
        public @Nullable Object read(Readable row, int index) {
            return row.get(index);
        }

        @Override
        public Object natural(Object raw) {
            return raw;
        }
    }

    private final PlanCache cache = new PlanCache(10, AnsiDialect.INSTANCE, new Codecs(), warning -> {});

    private Prepared prepare(int number) {
        return cache.prepare(select(value(number), value("text")), ExecutionOptions.NONE);
    }

    @Test
    void sharesTheDecodersOfAPlan() {
        Prepared first = prepare(1);
        Prepared second = prepare(2);
        assertThat(first.isCacheHit()).isFalse();
        assertThat(second.isCacheHit()).isTrue();
        assertThat(second.plan()).isSameAs(first.plan());
        assertThat(second.plan().columnCodecs())
                .isSameAs(first.plan().columnCodecs())
                .hasSize(2);
        assertThat(second.plan().bindCodec(0)).isSameAs(first.plan().bindCodec(0));
        assertThat(second.values()).isNotEqualTo(first.values());
    }
}
