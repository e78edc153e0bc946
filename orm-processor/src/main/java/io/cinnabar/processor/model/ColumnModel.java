package io.cinnabar.processor.model;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;

/**
 * A column of a table.
 *
 * @param name the name in the database
 * @param type the type
 * @param isNotNull whether it always has a value
 * @param options the options beside, in their order
 * @param element what it is read from, to point to it
 */
public record ColumnModel(String name, ColumnType type, boolean isNotNull, List<CodeBlock> options, Element element) {
    /** Copies the options. */
    public ColumnModel {
        options = List.copyOf(options);
    }

    /** The same column with one more option. */
    public ColumnModel with(CodeBlock option) {
        var more = new ArrayList<>(options);
        more.add(option);
        return new ColumnModel(name, type, isNotNull, more, element);
    }

    /** The same column, which always has a value. */
    public ColumnModel notNull() {
        return new ColumnModel(name, type, true, options, element);
    }

    /** The same column as part of another declaration that also wants a value. */
    public ColumnModel named(String otherName) {
        return new ColumnModel(otherName, type, isNotNull, options, element);
    }
}
