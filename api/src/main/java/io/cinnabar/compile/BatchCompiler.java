package io.cinnabar.compile;

import io.cinnabar.error.CompilationException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.ColumnDefault;
import io.cinnabar.sql.ColumnExpression;
import io.cinnabar.sql.Delete;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.FromItem;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Node;
import io.cinnabar.sql.OnConflict;
import io.cinnabar.sql.Parameter;
import io.cinnabar.sql.Returning;
import io.cinnabar.sql.Statement;
import io.cinnabar.sql.Structure;
import io.cinnabar.sql.Subquery;
import io.cinnabar.sql.TextTemplate;
import io.cinnabar.sql.Update;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles an insert of one row with parameters so that it takes many rows. */
final class BatchCompiler {
    private static final String SOURCE = "batch";

    private final AnsiSqlCompiler compiler;

    BatchCompiler(AnsiSqlCompiler compiler) {
        this.compiler = compiler;
    }

    BatchForm form(Statement statement) {
        Statement inner = statement instanceof Returning<?> returning ? returning.statement() : statement;
        if (statement instanceof Update || statement instanceof Delete) {
            return changes(statement).form();
        }
        if (!(inner instanceof Insert insert)
                || insert.source() != null
                || insert.rows().size() != 1) {
            return BatchForm.REPEATED;
        }
        OnConflict conflict = insert.conflict();
        if (conflict != null && (!compiler.takesManyRowsWithConflicts() || hasParameters(conflict.update()))) {
            return BatchForm.REPEATED; // the update of a conflict is one for all rows of a statement
        }
        Map<String, SqlType<?>> arrays = arrays(insert);
        if (arrays.isEmpty()) {
            return BatchForm.REPEATED; // nothing in the statement would say how many rows there are
        }
        boolean allHaveArrays = arrays.values().stream().allMatch(compiler::hasArrayForm);
        return allHaveArrays ? BatchForm.ARRAYS : BatchForm.ROWS;
    }

    private static boolean hasParameters(@Nullable Update update) {
        Map<String, SqlType<?>> types = new LinkedHashMap<>();
        if (update != null) {
            new Parameters(types).node(update);
        }
        return !types.isEmpty();
    }

    private ChangeBatch changes(Statement statement) {
        Map<String, SqlType<?>> types = new LinkedHashMap<>();
        new Parameters(types).node(statement);
        return new ChangeBatch(compiler, (DmlStatement) statement, types);
    }

    Compiled compile(Statement statement, int rows) {
        if (statement instanceof Update || statement instanceof Delete) {
            var context = compiler.context(statement);
            changes(statement).compile(SOURCE, context);
            return compiler.finish(statement, context);
        }
        Insert insert = AnsiSqlCompiler.insertOf(statement);
        var context = compiler.context(statement);
        Runnable body = switch (form(statement)) {
            case ARRAYS -> () -> arrays(insert, context);
            case ROWS -> () -> rows(insert, rows, context);
            case REPEATED ->
                throw new CompilationException(
                        ErrorCode.COMPILATION_FAILED, "Only an insert of one row can be compiled for many rows.");
        };
        if (statement instanceof Returning<?> returning) {
            compiler.returning(returning, body, context);
        } else {
            body.run();
        }
        return compiler.finish(statement, context);
    }

    private void arrays(Insert insert, CompileContext context) {
        InsertPlan plan = InsertPlan.of(insert);
        List<BindSlot> slots = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        Map<String, String> columnByName = new LinkedHashMap<>();
        Map<String, SqlType<?>> types = arrays(insert);
        types.forEach((name, type) -> {
            String column = "c" + (columns.size() + 1);
            columns.add(column);
            columnByName.put(name, SOURCE + "." + column);
            slots.add(new BindSlot(new ArrayType<>(type), source(plan, name), false));
        });
        context.parametersAreColumns(columnByName::get);
        Runnable source = () -> {
            context.append("SELECT ");
            compiler.insertValues(plan, insert.rows().get(0), context);
            context.append(" FROM ");
            compiler.arraySource(slots, columns, true, context);
        };
        compiler.insert(insert, plan.columns(), source, context);
    }

    private static BindSlot.Source source(InsertPlan plan, String name) {
        for (int index = plan.columns().size() - plan.defaults().size();
                index < plan.columns().size();
                index++) {
            if (defaultName(plan.columns().get(index)).equals(name)
                    && plan.defaultOf(index) instanceof ColumnDefault.Generated generated) {
                return new BindSlot.Generated(-1, generated.supplier());
            }
        }
        return new BindSlot.OfRow(-1, name);
    }

    private void rows(Insert insert, int rows, CompileContext context) {
        InsertPlan plan = InsertPlan.of(insert);
        Runnable source = () -> {
            context.append("VALUES ");
            for (int row = 0; row < rows; row++) {
                int number = row;
                context.parametersOfRow(row, name -> new BindSlot.OfRow(number, name));
                context.append(row == 0 ? "" : ", ");
                compiler.insertRow(plan, insert.rows().get(0), context);
            }
        };
        compiler.insert(insert, plan.columns(), source, context);
    }

    /** The parameters of an insert and the columns whose defaults are generated, with their types. */
    private static Map<String, SqlType<?>> arrays(Insert insert) {
        Map<String, SqlType<?>> types = new LinkedHashMap<>();
        var parameters = new Parameters(types);
        for (ExpressionNode value : insert.rows().get(0)) {
            parameters.node(value);
        }
        InsertPlan plan = InsertPlan.of(insert);
        for (int index = plan.columns().size() - plan.defaults().size();
                index < plan.columns().size();
                index++) {
            if (plan.defaultOf(index) instanceof ColumnDefault.Generated) {
                ColumnExpression<?> column = plan.columns().get(index);
                types.put(defaultName(column), column.type());
            }
        }
        return types;
    }

    /** The name of the array of a column's generated values, which no parameter can have. */
    static String defaultName(ColumnExpression<?> column) {
        return "default of " + column.name();
    }

    /** Collects the parameters of an expression. */
    private record Parameters(Map<String, SqlType<?>> types) implements Structure {
        @Override
        public void token(@Nullable Object token) {
            if (token instanceof TextTemplate text) {
                text.names().forEach(name -> types.putIfAbsent(name, Types.UNKNOWN));
            }
        }

        @Override
        public void node(Node child) {
            if (child instanceof Parameter parameter) {
                types.putIfAbsent(parameter.name(), parameter.type());
            } else {
                child.describe(this);
            }
        }

        @Override
        public void source(FromItem source) {
            if (source instanceof Subquery subquery) {
                node(subquery.query());
            }
        }

        @Override
        public void value(BindValue value) {
            // only parameters matter
        }
    }
}
