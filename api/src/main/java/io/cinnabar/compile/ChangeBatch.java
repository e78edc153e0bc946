package io.cinnabar.compile;

import io.cinnabar.sql.ColumnDefault;
import io.cinnabar.sql.Delete;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Update;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An update or delete of many rows, each of which has parameters of its own: {@code UPDATE t SET a = batch.c1 FROM
 * unnest(…) AS batch(c1, c2) WHERE t.id = batch.c2}. It finds each row of the table once, so that it takes the word of
 * the caller that no two rows of parameters concern the same one.
 */
final class ChangeBatch {
    private final AnsiSqlCompiler compiler;
    private final DmlStatement statement;
    private final Map<String, SqlType<?>> types;

    ChangeBatch(AnsiSqlCompiler compiler, DmlStatement statement, Map<String, SqlType<?>> types) {
        this.compiler = compiler;
        this.statement = statement;
        this.types = types;
    }

    BatchForm form() {
        boolean isSetBased = statement.options().get(ExecutionOptions.DISTINCT_ROWS, false)
                && !types.isEmpty()
                && types.values().stream().allMatch(compiler::hasArrayForm)
                && statement.table().columns().stream()
                        .noneMatch(column -> column.updateDefault() instanceof ColumnDefault.Generated);
        return isSetBased ? BatchForm.ARRAYS : BatchForm.REPEATED;
    }

    void compile(String source, CompileContext context) {
        List<BindSlot> slots = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        Map<String, String> columnByName = new LinkedHashMap<>();
        types.forEach((name, type) -> {
            String column = "c" + (columns.size() + 1);
            columns.add(column);
            columnByName.put(name, source + "." + column);
            slots.add(new BindSlot(new ArrayType<>(type), new BindSlot.OfRow(-1, name), false));
        });
        context.parametersAreColumns(columnByName::get);
        context.inScope(Set.of(statement.table().sourceKey()), () -> {
            if (statement instanceof Update update) {
                context.append("UPDATE ");
                compiler.compile(update.table(), context);
                context.append(" SET ");
                compiler.setClause(update, context);
                context.append(" FROM ");
                compiler.arraySource(slots, columns, false, context);
                compiler.condition(" WHERE ", update.whereCondition(), context);
            } else if (statement instanceof Delete delete) {
                context.append("DELETE FROM ");
                compiler.compile(delete.table(), context);
                context.append(" USING ");
                compiler.arraySource(slots, columns, false, context);
                compiler.condition(" WHERE ", delete.whereCondition(), context);
            }
        });
    }
}
