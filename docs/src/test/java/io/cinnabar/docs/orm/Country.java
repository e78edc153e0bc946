package io.cinnabar.docs.orm;

import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.EntityAccess;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.type.Types;
import org.jspecify.annotations.Nullable;

/** A class of somebody else, without annotations, and its mapping beside it. */
final class Country {
    String code = "";
    String name = "";

    // tag::mapping
    /** The table, as in chapter 3. */
    static final class Rows extends Table {
        final TextColumn code = column("code", Types.character(2), Schema.primaryKey());
        final TextColumn name = column("name", Types.varchar(60), Schema.notNull());

        Rows(MetaData metadata) {
            super("country", metadata);
        }
    }

    /** The class as the source of a statement. */
    static final class Source extends Entity<Country> {
        final TextColumn name;

        Source(Mapper<Country> mapper, Rows rows) {
            super(mapper, rows);
            this.name = rows.name;
        }
    }

    /** Which attribute is in which column. */
    static final class Mapping extends Mapper<Country> {
        private final Source source;

        Mapping(Rows rows) {
            super(Country.class, rows, new Access());
            key("code", rows.code);
            basic("name", rows.name);
            source = new Source(this, rows);
        }

        @Override
        public Source entity() {
            return source;
        }

        @Override
        public Source alias(String name) {
            return new Source(this, table().as(name, Rows::new));
        }
    }

    /** Reads and writes the attributes, by their place in the mapping. */
    static final class Access implements EntityAccess<Country> {
        @Override
        public Country create() {
            return new Country();
        }

        @Override
        public @Nullable Country createReference() {
            return null;
        }

        @Override
        public @Nullable Object get(Country country, int attribute) {
            return attribute == 0 ? country.code : country.name;
        }

        @Override
        public void set(Country country, int attribute, @Nullable Object value) {
            if (attribute == 0) {
                country.code = (String) value;
            } else {
                country.name = (String) value;
            }
        }
    }
    // end::mapping
}
