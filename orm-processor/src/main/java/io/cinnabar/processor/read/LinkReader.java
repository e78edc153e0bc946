package io.cinnabar.processor.read;

import com.palantir.javapoet.CodeBlock;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.LinkModel;
import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.model.RelationshipModel;
import io.cinnabar.processor.model.TableModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads the table of links of a relationship. */
final class LinkReader {
    private final ReadContext context;
    private final JoinColumnReader joins;
    private final TableReader tables;

    LinkReader(ReadContext context, JoinColumnReader joins) {
        this.context = context;
        this.joins = joins;
        this.tables = new TableReader(context);
    }

    /**
     * The table of links.
     *
     * @param inverse the attribute of the target that is mapped by this one, or null
     * @param ownerRows the columns of the own table
     */
    RelationshipModel.@Nullable Linked read(
            TypeElement owner, Member member, TypeElement target, @Nullable String inverse, RowsBuilder ownerRows) {
        AnnotationView table = AnnotationView.find(member.element(), "JoinTable");
        String ownerPrefix = context.naming().of(inverse == null ? TableReader.entityName(owner) : inverse);
        JoinColumnReader.Key local = joins.read(nested(table, "joinColumns"), owner, ownerPrefix, member.element());
        JoinColumnReader.Key remote = joins.read(
                nested(table, "inverseJoinColumns"), target, context.naming().of(member.name()), member.element());
        if (local == null || remote == null) {
            return null;
        }
        local = named(local, table, "foreignKey");
        remote = named(remote, table, "inverseForeignKey");
        String byDefault = Naming.folded(tables.name(owner) + "_" + tables.name(target));
        String name = table == null ? byDefault : context.naming().of(table.textOr("name", byDefault));
        String field = member.name() + "Links";
        var rows = new RowsBuilder(context, List.of());
        List<String> localPaths = declare(rows, local);
        List<String> remotePaths = declare(rows, remote);
        var statements = new ArrayList<CodeBlock>();
        statements.addAll(local.constraint(localPaths));
        statements.addAll(remote.constraint(remotePaths));
        boolean isOneToMany = AnnotationView.has(member.element(), "OneToMany");
        if (isOneToMany) {
            statements.add(CodeBlock.of("uniqueConstraint($L)", String.join(", ", remotePaths)));
        }
        if (table != null) {
            statements.addAll(tables.statements(table, name, rows));
        }
        var localPairs = new ArrayList<RelationshipModel.Pair>();
        for (int place = 0; place < localPaths.size(); place++) {
            localPairs.add(new RelationshipModel.Pair(
                    CodeBlock.of(
                            "rows.$L",
                            ownerRows.path(
                                    local.joins().get(place).referred().column().name())),
                    CodeBlock.of("$N.$L", field, localPaths.get(place))));
        }
        var remotePairs = new ArrayList<RelationshipModel.Pair>();
        for (int place = 0; place < remotePaths.size(); place++) {
            remotePairs.add(new RelationshipModel.Pair(
                    CodeBlock.of("$N.$L", field, remotePaths.get(place)),
                    remote.referred().get(place)));
        }
        return new RelationshipModel.Linked(new LinkModel(
                Naming.capitalized(field),
                field,
                new TableModel(name, table == null ? null : tables.schema(table), rows.members(), statements),
                localPairs,
                remotePairs));
    }

    private static List<AnnotationView> nested(@Nullable AnnotationView table, String member) {
        return table == null ? List.of() : table.nested(member);
    }

    private JoinColumnReader.Key named(JoinColumnReader.Key key, @Nullable AnnotationView table, String member) {
        if (table == null || table.nested(member).isEmpty()) {
            return key;
        }
        AnnotationView foreignKey = table.nested(member).get(0);
        return new JoinColumnReader.Key(
                key.joins(),
                joins.name(foreignKey),
                !foreignKey.constant("value", "PROVIDER_DEFAULT").equals("NO_CONSTRAINT"));
    }

    private static List<String> declare(RowsBuilder rows, JoinColumnReader.Key key) {
        return key.joins().stream()
                .map(join -> rows.column(join.column().with(KeyColumns.PRIMARY_KEY)))
                .toList();
    }
}
