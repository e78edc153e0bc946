package io.cinnabar.processor.model;

import com.palantir.javapoet.CodeBlock;
import java.util.List;

/**
 * A table of links.
 *
 * @param className the simple name of its class
 * @param field the name of the variable that holds it
 * @param table the table
 * @param local the pairs that lead from the owner to it
 * @param remote the pairs that lead from it to the target
 */
public record LinkModel(
        String className,
        String field,
        TableModel table,
        List<RelationshipModel.Pair> local,
        List<RelationshipModel.Pair> remote) {

    /** A column of it, as an expression beside the variable. */
    public CodeBlock column(String name) {
        return CodeBlock.of("$N.$N", field, name);
    }
}
