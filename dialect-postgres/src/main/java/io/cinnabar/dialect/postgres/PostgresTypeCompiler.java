package io.cinnabar.dialect.postgres;

import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.compile.TypeCompiler;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.BinaryType;
import io.cinnabar.type.EnumType;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TemporalType;
import io.cinnabar.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Writes the names of types as PostgreSQL spells them. */
final class PostgresTypeCompiler extends TypeCompiler {
    PostgresTypeCompiler(IdentifierQuoter quoter) {
        super(quoter);
    }

    @Override
    protected String binary(BinaryType type) {
        return "BYTEA";
    }

    @Override
    protected String interval(TemporalType<?> type) {
        return sized("INTERVAL", type.precision());
    }

    @Override
    protected String json() {
        return "JSONB";
    }

    @Override
    protected String enumeration(EnumType<?> type) {
        return quoter().quote(type.name());
    }

    @Override
    protected String array(ArrayType<?> type) {
        return name(type.element()) + "[]";
    }

    /**
     * The type to which a bind is cast, or null where the bind carries its type itself. It has no length: a cast to
     * {@code varchar(3)} would cut the value where a comparison must not, and an insert must fail.
     */
    @Nullable
    String bindCast(SqlType<?> type) {
        SqlType<?> storage = type.storage();
        if (storage instanceof EnumType<?> enumType) {
            // The driver's binds carry the numbers of types, and only the server knows the number of this one.
            return enumeration(enumType);
        }
        return storage instanceof ArrayType<?> array ? arrayCast(array) : null;
    }

    private @Nullable String arrayCast(ArrayType<?> array) {
        SqlType<?> element = array.element().storage();
        if (element instanceof ArrayType<?> nested) {
            return arrayCast(nested); // bigint[][] is bigint[]: the dimensions are not part of the type
        }
        if (element.kind() == TypeKind.UNKNOWN) {
            return null;
        }
        String name = element instanceof EnumType<?> enumType
                ? enumeration(enumType)
                : PostgresWireForm.baseType(element.kind()).castName();
        return name + "[]";
    }
}
