package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.joinedLoad;
import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.coerce;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.mapping.Entity;
import io.cinnabar.orm.Session;
import io.cinnabar.sql.Condition;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Address_;
import io.cinnabar.tests.orm.model.Citizen;
import io.cinnabar.tests.orm.model.Egg;
import io.cinnabar.tests.orm.model.Folder;
import io.cinnabar.tests.orm.model.Hen;
import io.cinnabar.tests.orm.model.Member;
import io.cinnabar.tests.orm.model.Passport;
import io.cinnabar.tests.orm.model.Related;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.type.Types;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** One-to-one, many-to-many of a class with itself, conditions on related objects, and what cascades. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class RelationshipSuite extends OrmSuite {
    /** A suite on a database. */
    protected RelationshipSuite(TestDatabaseUrl database) {
        super(database);
    }

    private Citizen citizen(String name, String passport) {
        Citizen citizen = new Citizen(name);
        citizen.passport = new Passport(passport);
        given(citizen);
        return citizen;
    }

    private List<String> passports(String like) {
        var passports = Related.PASSPORT.table();
        var number = passports.c("number", String.class);
        return run(engine.connect(connection -> connection
                .<String>scalars(
                        select(number).from(passports).where(isLike(like)).orderBy(number))
                .collectList()));
    }

    private static Condition isLike(String like) {
        return coerce(Related.PASSPORT.table().c("number", String.class), Types.TEXT)
                .like(like);
    }

    @Test
    final void loadsAOneToOneFromEitherSide() {
        Citizen anna = citizen("anna", "A-1");
        assertThat(anna.passport.holder).isSameAs(anna);
        assertStatements(
                sessions.withSession(session -> session.get(Citizen.class, anna.id)
                        .doOnNext(found -> assertThat(session.isLoaded(found, Related.CITIZEN_PASSPORT))
                                .isFalse())
                        .flatMap(found -> session.fetch(found, Related.CITIZEN_PASSPORT))
                        .doOnNext(found -> {
                            assertThat(found.passport.number).isEqualTo("A-1");
                            assertThat(found.passport.holder).isSameAs(found);
                            assertThat(session.dirtyEntities()).isEmpty();
                        })),
                sent -> sent.selects("citizen", 1).selects("passport", 1).count(2));
        assertStatements(
                sessions.withSession(session -> session.get(Passport.class, anna.passport.id)
                        .flatMap(found -> session.fetch(
                                found,
                                selectInLoad(Related.PASSPORT_HOLDER).with(selectInLoad(Related.CITIZEN_PASSPORT))))
                        .doOnNext(found -> {
                            assertThat(found.holder.name).isEqualTo("anna");
                            assertThat(found.holder.passport).isSameAs(found);
                        })),
                sent -> sent.selects("citizen", 1).selects("passport", 2).count(3));
        assertStatements(
                sessions.withSession(session -> session.execute(
                                select(Related.CITIZEN).options(joinedLoad(Related.CITIZEN_PASSPORT)))
                        .all()
                        .filter(found -> "anna".equals(found.name))
                        .single()
                        .doOnNext(found -> {
                            assertThat(found.passport.number).isEqualTo("A-1");
                            assertThat(found.passport.holder).isSameAs(found);
                        })),
                sent -> sent.count(1));
    }

    @Test
    final void writesNothingForAOneToOneThatIsNotLoaded() {
        Citizen carl = citizen("carl", "C-1");
        assertStatements(
                sessions.withTransaction(session -> session.get(Citizen.class, carl.id)
                        .doOnNext(found -> found.name = "karl")
                        .then()),
                sent -> sent.updates("citizen", 1).updates("passport", 0).deletes("passport", 0));
        assertThat(passports("C-%")).containsExactly("C-1");
    }

    @Test
    final void deletesTheOrphanOfAOneToOne() {
        Citizen dora = citizen("dora", "D-1");
        inTransaction(session -> session.get(Citizen.class, dora.id)
                .flatMap(found -> session.fetch(found, Related.CITIZEN_PASSPORT))
                .doOnNext(found -> found.passport = null)
                .then());
        assertThat(passports("D-%")).isEmpty();
        inTransaction(session -> session.get(Citizen.class, dora.id)
                .flatMap(found -> session.fetch(found, Related.CITIZEN_PASSPORT))
                .doOnNext(found -> assertThat(found.passport).isNull()));
    }

    @Test
    final void replacesAOneToOneByTwoFlushes() {
        Citizen emil = citizen("emil", "E-1");
        inTransaction(session -> session.get(Citizen.class, emil.id)
                .flatMap(found -> session.fetch(found, Related.CITIZEN_PASSPORT))
                .doOnNext(found -> found.passport = null)
                .flatMap(found -> session.flush().thenReturn(found))
                .doOnNext(found -> found.passport = new Passport("E-2"))
                .then());
        assertThat(passports("E-%")).containsExactly("E-2");
    }

    @Test
    final void insertsTheSuccessorInAOneToOneFirst() {
        Citizen fritz = citizen("fritz", "F-1");
        assertThatThrownBy(() -> inTransaction(session -> session.get(Citizen.class, fritz.id)
                        .doOnNext(found -> found.passport = new Passport("F-2"))
                        .then()))
                .isInstanceOf(UniqueViolationException.class);
        assertThat(passports("F-%")).containsExactly("F-1");
    }

    @Test
    final void keepsTheSidesOfAOneToOneInStep() {
        Citizen gina = citizen("gina", "G-1");
        Citizen hugo = new Citizen("hugo");
        given(hugo);
        inTransaction(session -> session.getAll(Citizen.class, List.of(gina.id, hugo.id))
                .collectList()
                .flatMap(found -> session.fetch(found, Related.CITIZEN_PASSPORT).thenReturn(found))
                .flatMap(found -> {
                    Passport passport = found.get(0).passport;
                    passport.holder = found.get(1);
                    return session.flush().then(Mono.fromRunnable(() -> {
                        assertThat(found.get(0).passport).isNull();
                        assertThat(found.get(1).passport).isSameAs(passport);
                    }));
                }));
        inTransaction(session -> session.get(Citizen.class, hugo.id)
                .flatMap(found -> session.fetch(found, Related.CITIZEN_PASSPORT))
                .doOnNext(found -> assertThat(found.passport.number).isEqualTo("G-1")));
    }

    private static List<String> names(Collection<Member> members) {
        return members.stream().map(Member::name).toList();
    }

    private void friends(String first, String second, String third) {
        Member one = new Member(first);
        Member two = new Member(second);
        Member three = new Member(third);
        one.friends.addAll(List.of(two, three));
        two.friends.add(one);
        given(one, two, three);
    }

    private Mono<Member> member(Session session, String name) {
        return session.execute(select(Related.MEMBER)
                        .where(Related.MEMBER.table().c("name", String.class).eq(name))
                        .options(selectInLoad(Related.MEMBER_FRIENDS), selectInLoad(Related.MEMBER_ADMIRERS)))
                .one();
    }

    @Test
    final void linksObjectsOfOneClass() {
        friends("ada", "bert", "cleo");
        inTransaction(session -> member(session, "ada").doOnNext(ada -> {
            assertThat(names(ada.friends)).containsExactlyInAnyOrder("bert", "cleo");
            assertThat(names(ada.admirers)).containsExactly("bert");
            assertThat(session.dirtyEntities()).isEmpty();
        }));
        inTransaction(session -> member(session, "ada")
                .zipWith(member(session, "cleo"), (ada, cleo) -> {
                    ada.friends.remove(cleo);
                    ada.friends.add(ada);
                    cleo.friends.add(ada);
                    return ada;
                })
                .flatMap(ada -> session.flush()
                        .then(Mono.fromRunnable(() ->
                                assertThat(names(ada.admirers)).containsExactlyInAnyOrder("ada", "bert", "cleo")))));
        inTransaction(session -> member(session, "ada").doOnNext(ada -> {
            assertThat(names(ada.friends)).containsExactlyInAnyOrder("ada", "bert");
            assertThat(names(ada.admirers)).containsExactly("ada", "bert", "cleo");
        }));
    }

    @Test
    final void joinsObjectsOfOneClass() {
        friends("dave", "emma", "finn");
        assertStatements(
                sessions.withSession(session -> session.execute(select(Related.MEMBER)
                                .where(Related.MEMBER
                                        .table()
                                        .c("name", String.class)
                                        .eq("dave"))
                                .options(
                                        joinedLoad(Related.MEMBER_FRIENDS).with(joinedLoad(Related.MEMBER_FRIENDS)),
                                        joinedLoad(Related.MEMBER_ADMIRERS)))
                        .one()
                        .doOnNext(dave -> {
                            assertThat(names(dave.friends)).containsExactlyInAnyOrder("emma", "finn");
                            assertThat(names(dave.admirers)).containsExactly("emma");
                            assertThat(dave.friends)
                                    .filteredOn(friend -> "emma".equals(friend.name()))
                                    .allSatisfy(emma -> assertThat(emma.friends).containsExactly(dave));
                        })),
                sent -> sent.count(1));
    }

    @Test
    final void deletesTheLinksOfBothDirections() {
        friends("gus", "hana", "ivan");
        inTransaction(
                session -> member(session, "gus").doOnNext(session::delete).then());
        inTransaction(session -> member(session, "hana").doOnNext(hana -> {
            assertThat(hana.friends).isEmpty();
            assertThat(hana.admirers).isEmpty();
        }));
    }

    private <E> List<E> found(Entity<E> entity, Condition condition) {
        return run(sessions.withSession(session ->
                session.execute(select(entity).where(condition)).all().collectList()));
    }

    @Test
    final void findsTheOwnersOfAnObject() {
        User one = new User("owner", new Address("one@owner"), new Address("two@owner"));
        User two = new User("owner", new Address("three@owner"));
        given(one, two);
        assertThat(found(User_.ENTITY, User_.addresses.contains(one.addresses().get(1))))
                .extracting(user -> user.id)
                .containsExactly(one.id);
        friends("jana", "kurt", "lena");
        var other = Related.MEMBER.mapper().alias("other");
        Member lena = inTransaction(session -> member(session, "lena"));
        assertThat(names(found(Related.MEMBER, Related.MEMBER_FRIENDS.to(other).contains(lena))))
                .containsExactly("jana");
        assertThat(names(found(Related.MEMBER, Related.MEMBER_ADMIRERS.to(other).contains(lena))))
                .isEmpty();
    }

    @Test
    final void findsOwnersByWhatTheyReferTo() {
        User user = new User("condition", new Address("one@condition"));
        given(user, new User("condition"));
        assertThat(found(User_.ENTITY, User_.addresses.any(Address_.email.eq("one@condition"))))
                .extracting(found -> found.id)
                .containsExactly(user.id);
        assertThat(found(Address_.ENTITY, Address_.user.has(User_.name.eq("condition"))))
                .extracting(Address::email)
                .containsExactly("one@condition");
        Citizen ines = citizen("ines", "I-1");
        var holder = Related.CITIZEN.mapper().alias("holder");
        assertThat(found(
                        Related.PASSPORT,
                        Related.PASSPORT_HOLDER
                                .to(holder)
                                .has(holder.table().c("name", String.class).eq("ines"))))
                .extracting(passport -> passport.id)
                .containsExactly(ines.passport.id);
        assertThat(found(
                        Related.CITIZEN,
                        Related.CITIZEN_PASSPORT.has(Related.PASSPORT
                                .table()
                                .c("number", String.class)
                                .eq("I-1"))))
                .extracting(citizen -> citizen.name)
                .containsExactly("ines");
    }

    @Test
    final void findsOwnersByObjectsOfTheirOwnClass() {
        friends("mona", "nils", "olga");
        var other = Related.MEMBER.mapper().alias("other");
        Condition isMona = other.table().c("name", String.class).eq("mona");
        assertThat(names(found(Related.MEMBER, Related.MEMBER_ADMIRERS.to(other).any(isMona))))
                .containsExactlyInAnyOrder("nils", "olga");
        assertThatThrownBy(() -> Related.MEMBER_FRIENDS.any()).isInstanceOf(InvalidRequestException.class);
        var parent = Related.FOLDER.mapper().alias("parent");
        given(new Folder("in it", new Folder("top", null)));
        assertThat(found(
                        Related.FOLDER,
                        Related.FOLDER_PARENT
                                .to(parent)
                                .has(parent.table().c("name", String.class).eq("top"))))
                .extracting(folder -> folder.name)
                .containsExactly("in it");
    }

    @Test
    final void doesNotTakeInWhatRefersToAnObjectOfTheSession() {
        User user = new User("referred");
        given(user);
        Address stray = new Address("stray@referred");
        inTransaction(session -> session.get(User.class, user.id)
                .flatMap(found -> session.fetch(found, User_.addresses))
                .flatMap(found -> {
                    stray.user = found;
                    return session.flush().then(Mono.fromRunnable(() -> {
                        assertThat(session.contains(stray)).isFalse();
                        assertThat(found.addresses()).isEmpty();
                        session.add(stray);
                    }));
                }));
        inTransaction(session -> session.get(User.class, user.id)
                .flatMap(found -> session.fetch(found, User_.addresses))
                .doOnNext(found ->
                        assertThat(found.addresses()).extracting(Address::email).containsExactly("stray@referred")));
    }

    private long rows(Entity<?> entity) {
        return run(
                engine.connect(connection -> connection.scalar(select(count()).from(entity.table()))));
    }

    @Test
    final void deletesWhatAReferenceCascadesTo() {
        var hens = sessions.mappings().mapper(Hen.class).entity();
        var eggs = sessions.mappings().mapper(Egg.class).entity();
        long before = rows(hens) + rows(eggs);
        Hen mother = new Hen();
        Egg egg = new Egg();
        egg.layer = mother;
        Hen hen = new Hen();
        hen.origin = egg;
        given(hen);
        assertThat(rows(hens) + rows(eggs)).isEqualTo(before + 3);
        inTransaction(session ->
                session.get(Hen.class, hen.id).doOnNext(session::delete).then());
        assertThat(rows(hens) + rows(eggs)).isEqualTo(before);
    }
}
