package io.cinnabar.compile;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SchemaException;
import io.cinnabar.schema.AddConstraint;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.CreateEnumType;
import io.cinnabar.schema.CreateIndex;
import io.cinnabar.schema.CreateSequence;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.DependencySorter;
import io.cinnabar.schema.DropConstraint;
import io.cinnabar.schema.DropEnumType;
import io.cinnabar.schema.DropSequence;
import io.cinnabar.schema.DropTable;
import io.cinnabar.schema.ForeignKeyConstraint;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.SetColumnComment;
import io.cinnabar.schema.SetTableComment;
import io.cinnabar.schema.Table;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.EnumType;
import io.cinnabar.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans the statements that create or drop a schema: in the order of dependencies, only what is missing or there. */
public final class SchemaPlanner {
    private final boolean hasNamedEnums;

    /** A planner for a database, which may have enum types with names of their own. */
    public SchemaPlanner(boolean hasNamedEnums) {
        this.hasNamedEnums = hasNamedEnums;
    }

    /**
     * What a database already has.
     *
     * @param tables the qualified names of tables
     * @param sequences the qualified names of sequences
     * @param enumTypes the names of enum types
     */
    public record Existing(Set<String> tables, Set<String> sequences, Set<String> enumTypes) {
        /** A database without anything. */
        public static final Existing NOTHING = new Existing(Set.of(), Set.of(), Set.of());
    }

    /** The enum types that the tables use and that have names of their own in the database. */
    public Set<EnumType<?>> enumTypes(MetaData metadata) {
        var types = new LinkedHashMap<String, EnumType<?>>();
        if (hasNamedEnums) {
            for (Table table : metadata.tables()) {
                table.columns().forEach(column -> addEnum(column.type(), types));
            }
        }
        return new LinkedHashSet<>(types.values());
    }

    private static void addEnum(SqlType<?> type, Map<String, EnumType<?>> types) {
        SqlType<?> storage = type.storage();
        if (storage instanceof EnumType<?> enumType) {
            EnumType<?> present = types.putIfAbsent(enumType.name(), enumType);
            if (present != null && !present.labels().equals(enumType.labels())) {
                throw new SchemaException(
                        ErrorCode.SCHEMA_INVALID,
                        "The enums " + present.javaType().getName() + " and "
                                + enumType.javaType().getName() + " are both named '" + enumType.name()
                                + "' in the database. Give one another name with enumeration(type, name).");
            }
        } else if (storage instanceof ArrayType<?> array) {
            addEnum(array.element(), types);
        }
    }

    /** The statements that create what is missing; foreign keys in a circle are added once all tables exist. */
    public List<SchemaStatement> create(MetaData metadata, Existing existing) {
        var statements = new ArrayList<SchemaStatement>();
        for (EnumType<?> type : enumTypes(metadata)) {
            if (!existing.enumTypes().contains(type.name())) {
                statements.add(new CreateEnumType(type, null));
            }
        }
        for (Sequence sequence : metadata.sequences()) {
            if (!existing.sequences().contains(sequence.qualifiedName())) {
                statements.add(new CreateSequence(sequence, false));
            }
        }
        DependencySorter.Order order = DependencySorter.sort(metadata.tables());
        List<Table> missing = order.tables().stream()
                .filter(table -> !existing.tables().contains(table.qualifiedName()))
                .toList();
        for (Table table : missing) {
            List<ForeignKeyConstraint> keys = table.foreignKeys().stream()
                    .filter(key -> !order.cyclicForeignKeys().contains(key))
                    .toList();
            statements.add(new CreateTable(table, false, keys));
            table.indexes().forEach(index -> statements.add(new CreateIndex(index, false)));
            comments(table, statements);
        }
        for (ForeignKeyConstraint key : order.cyclicForeignKeys()) {
            if (missing.contains(key.table())) {
                statements.add(new AddConstraint(key));
            }
        }
        return statements;
    }

    private static void comments(Table table, List<SchemaStatement> statements) {
        if (table.comment() != null) {
            statements.add(new SetTableComment(table, table.comment()));
        }
        for (Column<?> column : table.columns()) {
            if (column.comment() != null) {
                statements.add(new SetColumnComment(column, column.comment()));
            }
        }
    }

    /** The statements that drop what is there, in the reverse order of creation. */
    public List<SchemaStatement> drop(MetaData metadata, Existing existing) {
        var statements = new ArrayList<SchemaStatement>();
        DependencySorter.Order order = DependencySorter.sort(metadata.tables());
        for (ForeignKeyConstraint key : order.cyclicForeignKeys()) {
            if (existing.tables().contains(key.table().qualifiedName())) {
                statements.add(new DropConstraint(key));
            }
        }
        List<Table> reversed = new ArrayList<>(order.tables());
        Collections.reverse(reversed);
        for (Table table : reversed) {
            if (existing.tables().contains(table.qualifiedName())) {
                statements.add(new DropTable(table, false));
            }
        }
        for (Sequence sequence : metadata.sequences()) {
            if (existing.sequences().contains(sequence.qualifiedName())) {
                statements.add(new DropSequence(sequence, false));
            }
        }
        for (EnumType<?> type : enumTypes(metadata)) {
            if (existing.enumTypes().contains(type.name())) {
                statements.add(new DropEnumType(type, null, false));
            }
        }
        return statements;
    }
}
