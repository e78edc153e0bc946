package io.cinnabar.docs;

import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.core.Engine;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.sql.Row2;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The example of the README. */
final class Quickstart {
    private Quickstart() {}

    // tag::table
    static final class Users extends Table {
        final NumericColumn<Long> id = column("id", BIGINT, identity(), primaryKey());
        final TextColumn name = column("name", varchar(30), notNull());

        Users(MetaData metadata) {
            super("user_account", metadata);
        }
    }
    // end::table

    static void run(String url) {
        // tag::program
        MetaData metadata = new MetaData();
        Users users = new Users(metadata);
        Engine engine = Engine.create(url); // r2dbc:h2:mem:///demo, r2dbc:postgresql://user:password@host/shop

        Mono<Void> write = engine.begin(connection -> connection
                .createAll(metadata)
                .then(connection
                        .executeMany(
                                insert(users), List.of("sandy", "patrick"), (row, name) -> row.set(users.name, name))
                        .then()));
        Flux<Row2<Long, String>> read = engine.connectMany(connection -> connection
                .execute(select(users.id, users.name).where(users.name.like("s%")))
                .all());

        write.thenMany(read)
                .doOnNext(user -> System.out.println(user.v1() + " " + user.v2())) // 1 sandy
                .blockLast();
        // end::program
        engine.close().block();
    }
}
