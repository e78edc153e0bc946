package io.cinnabar.processor.read;

import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.ColumnModel;
import io.cinnabar.processor.model.EmbeddableModel;
import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.model.RowsMember;
import io.cinnabar.processor.validate.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Collects the columns of a table as fields of its class. A column that is declared twice is one field. */
final class RowsBuilder {
    private final ReadContext context;
    private final ColumnReader columns;
    private final List<RowsMember> members = new ArrayList<>();
    private final Map<String, Declaration> byName = new LinkedHashMap<>();
    private final Set<String> fields = new HashSet<>();

    private record Declaration(String path, ColumnModel column) {}

    /**
     * A table without columns.
     *
     * @param reserved the names of fields that are for attributes
     */
    RowsBuilder(ReadContext context, Collection<String> reserved) {
        this.context = context;
        this.columns = new ColumnReader(context);
        fields.addAll(reserved);
    }

    /** The fields. */
    List<RowsMember> members() {
        return members.stream().map(this::complete).toList();
    }

    /** The names of the columns and the paths of their fields. */
    Map<String, String> paths() {
        var paths = new LinkedHashMap<String, String>();
        byName.forEach((name, declaration) -> paths.put(name, declaration.path()));
        return paths;
    }

    /** The path of the field of a column, or null where there is none with the name. */
    @Nullable
    String path(String column) {
        Declaration declaration = byName.get(column);
        return declaration == null ? null : declaration.path();
    }

    /** Declares the column of an attribute, under its name. */
    String attribute(String name, ColumnModel column) {
        return declare(name, column);
    }

    /** Declares a column that no attribute is named like. */
    String column(ColumnModel column) {
        if (byName.containsKey(column.name())) {
            return declare("", column);
        }
        String base = Naming.variable(column.name());
        String field = base;
        for (int number = 2; !fields.add(field); number++) {
            field = base + number;
        }
        return declare(field, column);
    }

    private String declare(String field, ColumnModel column) {
        Declaration present = byName.get(column.name());
        if (present != null) {
            share(present, column);
            return present.path();
        }
        byName.put(column.name(), new Declaration(field, column));
        members.add(new RowsMember.Single(field, column));
        return field;
    }

    /** Makes a column that is there already fulfil what another declaration of it asks for. */
    private void share(Declaration present, ColumnModel column) {
        ColumnModel merged = present.column();
        if (!merged.type().valueType().equals(column.type().valueType())) {
            context.problems()
                    .invalid(
                            column.element(),
                            "Column '" + column.name() + "' is a "
                                    + merged.type().valueType() + " for '"
                                    + Problems.path(merged.element()) + "' and a "
                                    + column.type().valueType() + " for '"
                                    + Problems.path(column.element()) + "'. Give both the same type.");
        }
        if (column.isNotNull()) {
            merged = merged.notNull();
        }
        for (var option : column.options()) {
            if (!merged.options().contains(option)) {
                merged = merged.with(option);
            }
        }
        byName.put(column.name(), new Declaration(present.path(), merged));
    }

    private RowsMember complete(RowsMember member) {
        if (member instanceof RowsMember.Single single) {
            return new RowsMember.Single(single.field(), complete(single.column()));
        }
        RowsMember.Parts parts = (RowsMember.Parts) member;
        return new RowsMember.Parts(parts.field(), (RowsMember.Composite) complete(parts.composite()));
    }

    private RowsMember.Argument complete(RowsMember.Argument argument) {
        if (argument instanceof RowsMember.Declared declared) {
            return new RowsMember.Declared(declared.name(), complete(declared.column()));
        }
        if (argument instanceof RowsMember.Composite composite) {
            return new RowsMember.Composite(
                    composite.embeddable(),
                    composite.arguments().stream().map(this::complete).toList());
        }
        return argument;
    }

    private ColumnModel complete(ColumnModel column) {
        Declaration declaration = byName.get(column.name());
        return declaration == null ? column : declaration.column();
    }

    /** What the columns of an embedded attribute have in common. */
    record EmbeddedColumns(String path, boolean isInsertable, boolean isUpdatable) {}

    /** Declares the columns of an embedded attribute. */
    EmbeddedColumns embedded(Member member, EmbeddableModel embeddable, Overrides overrides, boolean isKey) {
        var flags = new HashSet<List<Boolean>>();
        RowsMember.Composite composite =
                composite(member.name(), embeddable, overrides, isKey, flags, member.element());
        members.add(new RowsMember.Parts(member.name(), composite));
        if (flags.size() > 1) {
            context.problems()
                    .unsupported(
                            member.element(),
                            "The columns of '" + Problems.path(member.element())
                                    + "' are partly written and partly not, which is not supported. Give all of them the"
                                    + " same insertable and updatable.");
        }
        List<Boolean> common =
                flags.isEmpty() ? List.of(true, true) : flags.iterator().next();
        return new EmbeddedColumns(member.name(), common.get(0), common.get(1));
    }

    private RowsMember.Composite composite(
            String path,
            EmbeddableModel embeddable,
            Overrides overrides,
            boolean isKey,
            Set<List<Boolean>> flags,
            Element user) {
        var arguments = new ArrayList<RowsMember.Argument>();
        for (EmbeddableModel.Part part : embeddable.parts()) {
            String name = part.member().name();
            String below = path + "." + name;
            if (part.nested() != null) {
                Overrides nested =
                        overrides.below(name).over(Overrides.of(part.member().element()));
                arguments.add(composite(below, part.nested(), nested, isKey, flags, user));
            } else {
                arguments.add(leaf(below, part, overrides.column(name), isKey, flags));
            }
        }
        return new RowsMember.Composite(embeddable, arguments);
    }

    private RowsMember.Argument leaf(
            String path,
            EmbeddableModel.Part part,
            @Nullable AnnotationView override,
            boolean isKey,
            Set<List<Boolean>> flags) {
        ColumnModel column = override == null ? part.column() : columns.read(part.member(), override);
        if (column == null) {
            return new RowsMember.Shared(path);
        }
        if (isKey) {
            column = column.with(KeyColumns.PRIMARY_KEY);
        }
        AnnotationView written =
                override != null ? override : AnnotationView.find(part.member().element(), "Column");
        flags.add(
                written == null
                        ? List.of(true, true)
                        : List.of(written.flag("insertable", true), written.flag("updatable", true)));
        Declaration present = byName.get(column.name());
        if (present != null) {
            share(present, column);
            return new RowsMember.Shared(present.path());
        }
        byName.put(column.name(), new Declaration(path, column));
        return new RowsMember.Declared(Naming.variable(path.replace('.', '_')), column);
    }
}
