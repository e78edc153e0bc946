package io.cinnabar.processor.model;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param name the name
 * @param schema the schema, or null
 * @param members the fields with its columns
 * @param statements what its constructor declares beside: foreign keys, constraints, indexes
 */
public record TableModel(String name, @Nullable String schema, List<RowsMember> members, List<CodeBlock> statements) {
    /** Copies the lists. */
    public TableModel {
        members = List.copyOf(members);
        statements = List.copyOf(statements);
    }
}
