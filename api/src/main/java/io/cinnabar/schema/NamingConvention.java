package io.cinnabar.schema;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How constraints and indexes without a name of their own are named. A pattern may contain {@code {table}},
 * {@code {column}} (the first column), {@code {columns}} (all, joined by underscores), {@code {referred_table}} and
 * {@code {number}} (the place among the table's checks); names that are too long for the database are cut and get a
 * hash.
 *
 * @param primaryKey the pattern of primary keys, or null to leave them to the database
 * @param unique the pattern of unique constraints, or null to leave them to the database
 * @param check the pattern of check constraints, or null to leave them to the database
 * @param foreignKey the pattern of foreign keys, which need names so that cycles can be cut
 * @param index the pattern of indexes
 */
public record NamingConvention(
        @Nullable String primaryKey,
        @Nullable String unique,
        @Nullable String check,
        String foreignKey,
        String index) {

    /** Names such as {@code pk_user_account} and {@code fk_address_user_id_user_account}. */
    public static final NamingConvention DEFAULT = new NamingConvention(
            "pk_{table}",
            "uq_{table}_{columns}",
            "ck_{table}_{number}",
            "fk_{table}_{columns}_{referred_table}",
            "ix_{table}_{columns}");

    static @Nullable String apply(
            @Nullable String pattern, Table table, List<String> columns, @Nullable String referredTable, int number) {
        if (pattern == null) {
            return null;
        }
        return pattern.replace("{table}", table.name())
                .replace("{columns}", String.join("_", columns))
                .replace("{column}", columns.isEmpty() ? "" : columns.get(0))
                .replace("{referred_table}", referredTable == null ? "" : referredTable)
                .replace("{number}", Integer.toString(number));
    }

    static List<String> names(List<? extends Column<?>> columns) {
        return columns.stream().<String>map(Column::name).collect(Collectors.toList());
    }
}
