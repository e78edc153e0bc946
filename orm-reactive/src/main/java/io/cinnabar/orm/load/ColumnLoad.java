package io.cinnabar.orm.load;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.mapping.Attribute;
import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.schema.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of an entity are loaded: some only, or all but some. Keys, versions and foreign keys always are, and an
 * embedded value as a whole. Immutable; made by {@link io.cinnabar.orm.Loading}.
 */
public final class ColumnLoad implements EntityOption {
    private final List<Column<?>> columns;
    private final boolean isOnly;

    /**
     * Columns of one entity.
     *
     * @param isOnly whether these are loaded, or all others
     */
    public ColumnLoad(List<Column<?>> columns, boolean isOnly) {
        this.columns = List.copyOf(columns);
        this.isOnly = isOnly;
        if (columns.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.LOAD_OPTION_INVALID, "'" + words() + "()' names no column. Name at least one.");
        }
        Object source = columns.get(0).table().sourceKey();
        for (Column<?> column : columns) {
            if (!column.table().sourceKey().equals(source)) {
                throw new InvalidRequestException(
                        ErrorCode.LOAD_OPTION_INVALID,
                        "'" + this + "' names columns of several entities. Give each entity an option of its own; what"
                                + " belongs to related objects is said by with(…) behind their relationship.");
            }
        }
    }

    private String words() {
        return isOnly ? "loadOnly" : "defer";
    }

    /** Whether it is about an entity of a statement, or an alias of it. */
    boolean isAbout(Entity<?> entity) {
        return columns.get(0).table().sourceKey().equals(entity.table().sourceKey());
    }

    /** Whether it is about a class, whichever alias it names. */
    boolean isAbout(Mapper<?> mapper) {
        return columns.get(0).original().table() == mapper.table();
    }

    /** The places, in a mapper, of the columns that are loaded by all of the options about it. */
    static boolean[] chosen(Mapper<?> mapper, List<ColumnLoad> options) {
        boolean[] isChosen = new boolean[mapper.columns().size()];
        for (int place = 0; place < isChosen.length; place++) {
            isChosen[place] =
                    isNeeded(mapper, place) || isLoaded(mapper.columns().get(place), options);
        }
        options.forEach(option -> option.check(mapper));
        completeEmbedded(mapper, isChosen);
        return isChosen;
    }

    private static boolean isLoaded(MappedColumn column, List<ColumnLoad> options) {
        boolean hasOnly = options.stream().anyMatch(option -> option.isOnly);
        boolean isLoaded = !hasOnly;
        for (ColumnLoad option : options) {
            if (option.names(column.column())) {
                isLoaded = option.isOnly;
            }
        }
        return isLoaded;
    }

    private boolean names(Column<?> mapped) {
        return columns.stream().anyMatch(column -> column.original() == mapped);
    }

    /** What a session cannot do without: who the object is, its version, and whom it refers to. */
    private static boolean isNeeded(Mapper<?> mapper, int place) {
        MappedColumn column = mapper.columns().get(place);
        Attribute<?> attribute = mapper.attributes().get(column.attribute());
        return mapper.isKey(place) || attribute == mapper.version() || attribute instanceof RelationshipAttribute<?, ?>;
    }

    private void check(Mapper<?> mapper) {
        for (Column<?> column : columns) {
            if (!mapper.isMapped(column.original())) {
                throw new InvalidRequestException(
                        ErrorCode.LOAD_OPTION_INVALID,
                        "The column '" + column + "' belongs to no attribute of " + mapper.name() + ".");
            }
            if (!isOnly && isNeeded(mapper, mapper.place(column.original()))) {
                throw new InvalidRequestException(
                        ErrorCode.LOAD_OPTION_INVALID,
                        "The column '" + column
                                + "' cannot be deferred: keys, versions and foreign keys are always loaded, as sessions"
                                + " cannot do without them.");
            }
        }
    }

    private static void completeEmbedded(Mapper<?> mapper, boolean[] isChosen) {
        var places = new ArrayList<Integer>();
        for (Attribute<?> attribute : mapper.attributes()) {
            places.clear();
            attribute.columns().forEach(column -> places.add(mapper.columns().indexOf(column)));
            if (places.stream().anyMatch(place -> isChosen[place])) {
                places.forEach(place -> isChosen[place] = true);
            }
        }
    }

    @Override
    public String toString() {
        return words() + columns;
    }
}
