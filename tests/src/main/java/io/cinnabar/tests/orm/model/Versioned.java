package io.cinnabar.tests.orm.model;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;

import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.KeyGeneration;
import io.cinnabar.schema.MetaData;
import io.cinnabar.type.Types;
import java.util.List;
import java.util.UUID;

/** The mappers of classes whose versions are neither numbers nor times. */
final class Versioned {
    private static final MetaData METADATA = new MetaData();

    static final Entity<Draft> DRAFT = new DraftMapping().entity();
    static final Entity<Edition> EDITION = new EditionMapping().entity();

    private Versioned() {}

    static List<Entity<?>> all() {
        return List.of(DRAFT, EDITION);
    }

    private static final class DraftMapping extends PlainMapper<Draft> {
        DraftMapping() {
            super(
                    Draft.class,
                    METADATA.table(
                            "draft",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("text", Types.varchar(30)),
                            column("version", Types.UUID, notNull())),
                    new FieldAccess<>(Draft::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.text, (each, value) -> each.text = (String) value)
                            .field(each -> each.version, (each, value) -> each.version = (UUID) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("text", table().column("text"));
            version("version", table().column("version"));
        }
    }

    private static final class EditionMapping extends PlainMapper<Edition> {
        EditionMapping() {
            super(
                    Edition.class,
                    METADATA.table(
                            "edition",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("title", Types.varchar(30)),
                            column("version", Types.varchar(10), notNull())),
                    new FieldAccess<>(Edition::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.title, (each, value) -> each.title = (String) value)
                            .field(each -> each.version, (each, value) -> each.version = (String) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("title", table().column("title"));
            version("version", table().column("version"), version -> version == null ? "e" : version + "e");
        }
    }
}
