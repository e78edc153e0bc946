package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.AttributeModel;
import io.cinnabar.processor.model.AttributeModel.Role;
import io.cinnabar.processor.model.ColumnModel;
import io.cinnabar.processor.model.EmbeddableModel;
import io.cinnabar.processor.model.EntityModel;
import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.model.TableModel;
import io.cinnabar.processor.validate.AttributeAnnotations;
import io.cinnabar.processor.validate.AttributeAnnotations.Kind;
import io.cinnabar.processor.validate.EntityShape;
import io.cinnabar.processor.validate.Problems;
import io.cinnabar.processor.validate.SupportedAnnotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads annotated classes. */
public final class EntityReader {
    private final ReadContext context;
    private final SupportedAnnotations supported;
    private final AttributeAnnotations combinations;
    private final EntityShape shape;
    private final MemberReader members;
    private final ColumnReader columns;
    private final EmbeddableReader embeddables;
    private final KeyColumns columnsByPath;
    private final RelationshipReader relationships;
    private final TableReader tables;
    private final KeyReader keys;

    /** A reader of the classes of one round. */
    public EntityReader(
            Elements elements, Types types, Problems problems, KnownClasses known, ProcessorOptions options) {
        this.context = new ReadContext(elements, types, problems, options, known);
        this.supported = context.supportedAnnotations();
        this.combinations = new AttributeAnnotations(problems);
        this.shape = new EntityShape(problems);
        this.members = new MemberReader(context);
        this.columns = new ColumnReader(context);
        this.embeddables = new EmbeddableReader(context);
        this.columnsByPath = new KeyColumns(context, embeddables);
        this.relationships = new RelationshipReader(context, columnsByPath);
        this.tables = new TableReader(context);
        this.keys = new KeyReader(context, embeddables);
    }

    /** The name of the class that is generated for another. */
    public static ClassName metamodel(TypeElement element) {
        return ReadContext.metamodel(element);
    }

    /** An embeddable class, or null where it cannot be generated, which was told. */
    public @Nullable EmbeddableModel readEmbeddable(TypeElement element) {
        int before = context.problems().errors();
        shape.checkEmbeddable(element);
        EmbeddableModel model = embeddables.read(element);
        return context.problems().errors() == before ? model : null;
    }

    /** An entity, or null where it cannot be generated, which was told. */
    public @Nullable EntityModel read(TypeElement entity) {
        int before = context.problems().errors();
        if (!shape.checkEntity(entity)) {
            return null;
        }
        List<TypeElement> hierarchy = members.hierarchy(entity);
        hierarchy.forEach(supported::checkClass);
        List<Member> persistent = members.read(entity);
        for (Member member : persistent) {
            supported.checkMember(member.element());
            combinations.check(member.element(), kind(member));
        }
        if (context.problems().errors() > before) {
            return null;
        }
        EntityModel model = model(entity, hierarchy, persistent);
        return context.problems().errors() == before ? model : null;
    }

    private Kind kind(Member member) {
        AnnotationView relationship = RelationshipReader.annotation(member);
        if (relationship != null) {
            return RelationshipReader.isToMany(relationship) ? Kind.TO_MANY : Kind.TO_ONE;
        }
        return embeddables.isEmbedded(member) ? Kind.EMBEDDED : Kind.BASIC;
    }

    /** Tells which overrides name no attribute. */
    private void checkOverrides(TypeElement entity, List<Member> persistent) {
        Overrides.of(entity).columns().keySet().forEach(name -> checkOverride(entity, entity, name));
        for (Member member : persistent) {
            Overrides.of(member.element())
                    .columns()
                    .keySet()
                    .forEach(name -> checkOverride(entity, member.element(), member.name() + "." + name));
        }
    }

    private void checkOverride(TypeElement entity, Element element, String path) {
        if (columnsByPath.attribute(entity, path) == null) {
            context.problems()
                    .invalid(
                            element,
                            "@AttributeOverride of '" + Problems.path(element) + "' names '" + path
                                    + "', which is no attribute of one column of " + entity.getSimpleName()
                                    + ". Correct the name.");
        }
    }

    private EntityModel model(TypeElement entity, List<TypeElement> hierarchy, List<Member> persistent) {
        var rows =
                new RowsBuilder(context, persistent.stream().map(Member::name).toList());
        var statements = new ArrayList<CodeBlock>();
        @Nullable AttributeModel[] attributes = new @Nullable AttributeModel[persistent.size()];
        Overrides overrides = Overrides.of(entity);
        KeyReader.Key key = keys.read(entity, persistent);
        for (boolean isToMany : new boolean[] {false, true}) {
            for (int index = 0; index < attributes.length; index++) {
                Member member = persistent.get(index);
                AnnotationView relationship = RelationshipReader.annotation(member);
                if ((relationship != null && RelationshipReader.isToMany(relationship)) == isToMany) {
                    attributes[index] = relationship == null
                            ? attribute(member, rows, overrides, key)
                            : relationships.read(entity, member, rows, statements);
                }
            }
        }
        relationships.foreignColumns(entity, rows, statements);
        checkOverrides(entity, persistent);
        AnnotationView table = AnnotationView.find(entity, "Table");
        String tableName = tables.name(entity);
        if (table != null) {
            statements.addAll(tables.statements(table, tableName, rows));
        }
        return new EntityModel(
                entity,
                ClassName.get(entity),
                ReadContext.metamodel(entity),
                context.isPublic(entity),
                new TableModel(tableName, tables.schema(entity), rows.members(), statements),
                Stream.of(attributes).filter(Objects::nonNull).toList(),
                key.generation() == null ? null : key.generation().expression(),
                keys.keyClass(entity, key, rows, columns),
                new CallbackReader(context).read(entity, hierarchy),
                new ReferenceMethodReader(context).read(entity, key.members()));
    }

    private @Nullable AttributeModel attribute(
            Member member, RowsBuilder rows, Overrides overrides, KeyReader.Key key) {
        boolean isKey = key.members().contains(member);
        if (embeddables.isEmbedded(member)) {
            return embedded(member, rows, overrides, isKey);
        }
        AnnotationView override = overrides.column(member.name());
        ColumnModel column = columns.read(member, override);
        if (column == null) {
            return null;
        }
        Role role = isKey ? Role.KEY : Role.ORDINARY;
        if (isKey) {
            if (key.generation() != null && key.generation().isIdentity()) {
                column = column.with(CodeBlock.of("$T.identity()", ColumnReader.SCHEMA));
            }
            column = column.with(KeyColumns.PRIMARY_KEY);
        } else if (AnnotationView.has(member.element(), "Version")) {
            role = Role.VERSION;
            column = keys.checkVersion(member) ? column.notNull() : column;
        }
        AnnotationView written = override != null ? override : AnnotationView.find(member.element(), "Column");
        return new AttributeModel.Basic(
                member.name(),
                TypeName.get(member.type()),
                member.access(),
                role,
                rows.attribute(member.name(), column),
                column.type().columnClass(),
                written == null || written.flag("insertable", true),
                written == null || written.flag("updatable", true),
                member.element());
    }

    private @Nullable AttributeModel embedded(Member member, RowsBuilder rows, Overrides overrides, boolean isKey) {
        EmbeddableModel embeddable = embeddables.embedded(member);
        if (embeddable == null) {
            return null;
        }
        Overrides parts = overrides.below(member.name()).over(Overrides.of(member.element()));
        RowsBuilder.EmbeddedColumns common = rows.embedded(member, embeddable, parts, isKey);
        return new AttributeModel.Composite(
                member.name(),
                TypeName.get(member.type()),
                member.access(),
                isKey ? Role.KEY : Role.ORDINARY,
                common.path(),
                embeddable,
                common.isInsertable(),
                common.isUpdatable());
    }
}
