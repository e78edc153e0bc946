package io.cinnabar.compile;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.schema.AddConstraint;
import io.cinnabar.schema.CheckConstraint;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Constraint;
import io.cinnabar.schema.CreateEnumType;
import io.cinnabar.schema.CreateIndex;
import io.cinnabar.schema.CreateSchema;
import io.cinnabar.schema.CreateSequence;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.DropConstraint;
import io.cinnabar.schema.DropEnumType;
import io.cinnabar.schema.DropIndex;
import io.cinnabar.schema.DropSchema;
import io.cinnabar.schema.DropSequence;
import io.cinnabar.schema.DropTable;
import io.cinnabar.schema.ForeignKeyConstraint;
import io.cinnabar.schema.Identity;
import io.cinnabar.schema.Index;
import io.cinnabar.schema.PrimaryKeyConstraint;
import io.cinnabar.schema.ReferentialAction;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.schema.SchemaVisitor;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.SetColumnComment;
import io.cinnabar.schema.SetTableComment;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.UniqueConstraint;
import io.cinnabar.sql.SortKey;
import io.cinnabar.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compiles statements on the schema; the standard's spelling, of which a dialect overrides what differs. Thread-safe.
 */
public class DdlCompiler implements SchemaVisitor<String> {
    private final IdentifierQuoter quoter;
    private final TypeCompiler types;
    private final LiteralWriter literals;
    private final AnsiSqlCompiler expressions;

    /** A compiler over the parts of a dialect. */
    public DdlCompiler(
            IdentifierQuoter quoter, TypeCompiler types, LiteralWriter literals, AnsiSqlCompiler expressions) {
        this.quoter = quoter;
        this.types = types;
        this.literals = literals;
        this.expressions = expressions;
    }

    /** The SQL of a statement on the schema. Signals an error for what the dialect cannot express. */
    public final String compile(SchemaStatement statement) {
        return statement.accept(this);
    }

    /** The name of a table, qualified by its schema. */
    protected final String tableName(Table table) {
        return qualified(table.schemaName(), quoter.quote(table.name()));
    }

    /** A quoted name, qualified by a schema if there is one. */
    protected final String qualified(@Nullable String schema, String quotedName) {
        return schema == null ? quotedName : quoter.quote(schema) + "." + quotedName;
    }

    /** How identifiers are written. */
    protected final IdentifierQuoter quoter() {
        return quoter;
    }

    /** The SQL of text as a literal. */
    protected final String text(@Nullable String text) {
        return literals.write(text, Types.TEXT);
    }

    private String names(List<? extends Column<?>> columns) {
        return columns.stream().map(column -> quoter.quote(column.name())).collect(Collectors.joining(", "));
    }

    @Override
    public String visitCreateTable(CreateTable statement) {
        Table table = statement.table();
        var lines = new ArrayList<String>();
        table.columns().forEach(column -> lines.add(column(column)));
        PrimaryKeyConstraint key = table.primaryKeyConstraint();
        if (key != null) {
            lines.add(constraint(key));
        }
        table.uniqueConstraints().forEach(each -> lines.add(constraint(each)));
        table.checkConstraints().forEach(each -> lines.add(constraint(each)));
        statement.foreignKeys().forEach(each -> lines.add(constraint(each)));
        return "CREATE TABLE " + (statement.ifNotExists() ? "IF NOT EXISTS " : "") + tableName(table) + " (\n    "
                + String.join(",\n    ", lines) + "\n)" + tableSuffix(table);
    }

    /** What stands behind the parentheses of CREATE TABLE. */
    protected String tableSuffix(Table table) {
        return "";
    }

    private String column(Column<?> column) {
        var sql = new StringBuilder(quoter.quote(column.name())).append(' ').append(types.name(column.type()));
        Identity identity = column.identity();
        if (identity != null) {
            sql.append(' ').append(identity(identity));
        }
        if (column.computed() != null) {
            sql.append(' ').append(computed(expressions.inline(column.computed())));
        }
        if (column.serverDefault() != null) {
            sql.append(" DEFAULT ").append(expressions.inline(column.serverDefault()));
        }
        if (!column.isNullable()) {
            sql.append(" NOT NULL");
        }
        return sql.append(columnSuffix(column)).toString();
    }

    /** What stands at the end of a column's definition. */
    protected String columnSuffix(Column<?> column) {
        return "";
    }

    /** How the database is told to number a column. */
    protected String identity(Identity identity) {
        String options = "";
        if (identity.start() != 1 || identity.increment() != 1) {
            options = " (START WITH " + identity.start() + " INCREMENT BY " + identity.increment() + ")";
        }
        return "GENERATED " + (identity.always() ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY" + options;
    }

    /** How the database is told to compute a column. */
    protected String computed(String expression) {
        return "GENERATED ALWAYS AS (" + expression + ") STORED";
    }

    private String constraint(Constraint constraint) {
        String name = constraint.name();
        return (name == null ? "" : "CONSTRAINT " + quoter.quoteGenerated(name) + " ") + constraintBody(constraint);
    }

    private String constraintBody(Constraint constraint) {
        if (constraint instanceof PrimaryKeyConstraint key) {
            return "PRIMARY KEY (" + names(key.columns()) + ")";
        }
        if (constraint instanceof UniqueConstraint unique) {
            return "UNIQUE (" + names(unique.columns()) + ")";
        }
        if (constraint instanceof CheckConstraint check) {
            return "CHECK (" + expressions.inline(check.condition().node()) + ")";
        }
        return foreignKey((ForeignKeyConstraint) constraint);
    }

    private String foreignKey(ForeignKeyConstraint key) {
        return "FOREIGN KEY (" + names(key.columns()) + ") REFERENCES " + tableName(key.referredTable()) + " ("
                + names(key.referredColumns()) + ")" + action(" ON DELETE ", key.onDelete())
                + action(" ON UPDATE ", key.onUpdate()) + (key.isDeferrable() ? deferrable() : "");
    }

    private static String action(String words, ReferentialAction action) {
        return action == ReferentialAction.NO_ACTION ? "" : words + action.sql();
    }

    /** The words for a constraint that is checked at COMMIT. */
    protected String deferrable() {
        return " DEFERRABLE INITIALLY DEFERRED";
    }

    @Override
    public String visitDropTable(DropTable statement) {
        return "DROP TABLE " + (statement.ifExists() ? "IF EXISTS " : "") + tableName(statement.table());
    }

    @Override
    public String visitCreateIndex(CreateIndex statement) {
        Index index = statement.index();
        String where = index.where() == null
                ? ""
                : partial(expressions.inline(index.where().node()));
        return "CREATE " + (index.isUnique() ? "UNIQUE " : "") + "INDEX "
                + (statement.ifNotExists() ? "IF NOT EXISTS " : "") + quoter.quoteGenerated(index.name()) + " ON "
                + tableName(index.table()) + " ("
                + index.keys().stream().map(this::indexKey).collect(Collectors.joining(", ")) + ")" + where;
    }

    private String indexKey(SortKey key) {
        String operand = expressions.inline(key.operand());
        String direction = key.direction() == SortKey.Direction.DESCENDING ? " DESC" : "";
        String nulls = key.areNullsFirst() == null ? "" : key.areNullsFirst() ? " NULLS FIRST" : " NULLS LAST";
        return indexOperand(key, operand) + direction + nulls;
    }

    /** An operand of an index: a column as it is, an expression as the dialect wants it. */
    protected String indexOperand(SortKey key, String operand) {
        return key.operand() instanceof Column<?> ? operand : "(" + operand + ")";
    }

    /** The condition of an index over some of the rows. */
    protected String partial(String condition) {
        return " WHERE " + condition;
    }

    @Override
    public String visitDropIndex(DropIndex statement) {
        Index index = statement.index();
        return "DROP INDEX " + (statement.ifExists() ? "IF EXISTS " : "")
                + qualified(index.table().schemaName(), quoter.quoteGenerated(index.name()));
    }

    @Override
    public String visitCreateSequence(CreateSequence statement) {
        Sequence sequence = statement.sequence();
        return "CREATE SEQUENCE " + (statement.ifNotExists() ? "IF NOT EXISTS " : "")
                + qualified(sequence.schemaName(), quoter.quote(sequence.name())) + " START WITH " + sequence.start()
                + " INCREMENT BY " + sequence.increment();
    }

    @Override
    public String visitDropSequence(DropSequence statement) {
        Sequence sequence = statement.sequence();
        return "DROP SEQUENCE " + (statement.ifExists() ? "IF EXISTS " : "")
                + qualified(sequence.schemaName(), quoter.quote(sequence.name()));
    }

    @Override
    public String visitCreateSchema(CreateSchema statement) {
        return "CREATE SCHEMA " + (statement.ifNotExists() ? "IF NOT EXISTS " : "") + quoter.quote(statement.name());
    }

    @Override
    public String visitDropSchema(DropSchema statement) {
        return "DROP SCHEMA " + (statement.ifExists() ? "IF EXISTS " : "") + quoter.quote(statement.name())
                + (statement.cascade() ? " CASCADE" : "");
    }

    @Override
    public String visitCreateEnumType(CreateEnumType statement) {
        throw unsupported("named enum types");
    }

    @Override
    public String visitDropEnumType(DropEnumType statement) {
        throw unsupported("named enum types");
    }

    @Override
    public String visitAddConstraint(AddConstraint statement) {
        return "ALTER TABLE " + tableName(statement.constraint().table()) + " ADD "
                + constraint(statement.constraint());
    }

    @Override
    public String visitDropConstraint(DropConstraint statement) {
        String name = statement.constraint().name();
        if (name == null) {
            throw new UnsupportedCompilationException(
                    ErrorCode.UNSUPPORTED,
                    "A constraint without a name cannot be dropped. Give the metadata a naming convention.");
        }
        return "ALTER TABLE " + tableName(statement.constraint().table()) + " DROP CONSTRAINT "
                + quoter.quoteGenerated(name);
    }

    @Override
    public String visitSetTableComment(SetTableComment statement) {
        return "COMMENT ON TABLE " + tableName(statement.table()) + " IS " + text(statement.text());
    }

    @Override
    public String visitSetColumnComment(SetColumnComment statement) {
        Column<?> column = statement.column();
        return "COMMENT ON COLUMN " + tableName(column.table()) + "." + quoter.quote(column.name()) + " IS "
                + text(statement.text());
    }

    /** The error for a construct that the dialect does not have. */
    protected final UnsupportedCompilationException unsupported(String construct) {
        return new UnsupportedCompilationException(
                ErrorCode.UNSUPPORTED,
                "The dialect '" + expressions.dialectName() + "' does not have " + construct + ".");
    }
}
