package io.cinnabar.examples.chinook;

import static io.cinnabar.sql.Functions.avg;
import static io.cinnabar.sql.Functions.coalesce;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.countDistinct;
import static io.cinnabar.sql.Functions.min;
import static io.cinnabar.sql.Functions.sum;
import static io.cinnabar.sql.Sql.caseWhen;
import static io.cinnabar.sql.Sql.cast;
import static io.cinnabar.sql.Sql.exists;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.not;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.scalarSubquery;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.numeric;

import io.cinnabar.sql.Condition;
import io.cinnabar.sql.DateField;
import io.cinnabar.sql.NumericExpression;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Subquery;
import io.cinnabar.sql.TextExpression;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a shopkeeper asks. The statements sort by numbers and keys, not by names, since databases disagree about the
 * order of letters: so the answers are the same, character for character, wherever they run.
 */
final class ChinookQuestions {
    private static final long MILLISECONDS_PER_HOUR = 3_600_000;

    private final Artists artists;
    private final Albums albums;
    private final Genres genres;
    private final MediaTypes mediaTypes;
    private final Tracks tracks;
    private final Playlists playlists;
    private final PlaylistTracks playlistTracks;
    private final Employees employees;
    private final Customers customers;
    private final Invoices invoices;
    private final InvoiceLines lines;

    /** A part of a statement that several questions share; it enters each of them as it is. */
    private final NumericExpression<BigDecimal> revenue;

    private final NumericExpression<BigDecimal> spendingTotal;
    private final TextExpression customerName;

    ChinookQuestions(ChinookSchema schema) {
        artists = schema.artists;
        albums = schema.albums;
        genres = schema.genres;
        mediaTypes = schema.mediaTypes;
        tracks = schema.tracks;
        playlists = schema.playlists;
        playlistTracks = schema.playlistTracks;
        employees = schema.employees;
        customers = schema.customers;
        invoices = schema.invoices;
        lines = schema.invoiceLines;
        revenue = sum(lines.unitPrice.times(lines.quantity));
        spendingTotal = sum(invoices.total);
        customerName = customers.firstName.concat(" ").concat(customers.lastName);
    }

    List<Question> all() {
        return List.of(
                topArtists(),
                salesByCountry(),
                salesByYear(),
                supportAgents(),
                staff(),
                longPlaylists(24),
                emptyPlaylists(),
                grungeArtists(),
                trackLengths(),
                mediaTypes(),
                unsoldTracks(),
                generousCustomers(),
                jazzWithoutMetal(),
                nordicCustomers(),
                loveSongs(2));
    }

    /** Joins find their conditions by the foreign keys. */
    Question topArtists() {
        var statement = select(artists.name.as("artist"), count().as("tracks"), revenue.as("revenue"))
                .from(lines)
                .join(tracks)
                .join(albums)
                .join(artists)
                .groupBy(artists.id, artists.name)
                .orderBy(revenue.desc(), artists.id.asc())
                .limit(10);
        return Question.of("Which artists earn most?", statement);
    }

    /** A condition on groups, and an average that is rounded by the database. */
    Question salesByCountry() {
        var sales = sum(invoices.total);
        var statement = select(
                        customers.country,
                        countDistinct(customers.id).as("customers"),
                        sales.as("sales"),
                        cast(avg(invoices.total), numeric(10, 2)).as("average"))
                .from(invoices)
                .join(customers)
                .groupBy(customers.country)
                .having(countDistinct(customers.id).gt(1L))
                .orderBy(sales.desc(), min(customers.id).asc());
        return Question.of("In which countries with more than one customer do we sell most?", statement);
    }

    /** A field of a date. */
    Question salesByYear() {
        var year = invoices.invoiceDate.extract(DateField.YEAR);
        var statement = select(
                        year.as("year"),
                        count().as("invoices"),
                        countDistinct(invoices.customerId).as("customers"),
                        sum(invoices.total).as("sales"))
                .groupBy(year)
                .orderBy(year.asc());
        return Question.of("How do sales go from year to year?", statement);
    }

    record SupportAgent(String agent, Long customers, Long invoices, BigDecimal sales) {}

    /** Rows become records through the constructor, checked by the compiler. */
    Question supportAgents() {
        var sales = sum(invoices.total);
        var statement = select(
                        employees.firstName.concat(" ").concat(employees.lastName),
                        countDistinct(customers.id),
                        count(invoices.id),
                        sales)
                .from(employees)
                .join(customers)
                .join(invoices)
                .groupBy(employees.id, employees.firstName, employees.lastName)
                .orderBy(sales.desc(), employees.id.asc());
        return Question.ofRecords(
                "How many customers does each support agent have, and what do they buy?",
                SupportAgent.class,
                connection -> connection
                        .execute(statement)
                        .map(row -> row.to(SupportAgent::new))
                        .all());
    }

    /** A table that stands in the statement twice, the second time under another name. */
    Question staff() {
        Employees manager = employees.as("manager", Employees::new);
        var statement = select(
                        employees.lastName.as("employee"),
                        employees.title,
                        coalesce(manager.lastName, "-").as("manager"),
                        count(customers.id).as("customers"))
                .from(employees)
                .leftJoin(manager, employees.reportsTo.eq(manager.id))
                .leftJoin(customers, customers.supportRepId.eq(employees.id))
                .groupBy(employees.id, employees.lastName, employees.title, manager.lastName)
                .orderBy(employees.id.asc());
        return Question.of("Who reports to whom, and who looks after customers?", statement);
    }

    /** A named parameter: the statement can be kept, and its value given with each execution. */
    Question longPlaylists(long hours) {
        var length = cast(sum(tracks.milliseconds), BIGINT);
        var statement = select(
                        playlists.id.as("playlist"),
                        playlists.name,
                        count().as("tracks"),
                        length.dividedBy(MILLISECONDS_PER_HOUR).as("hours"))
                .from(playlists)
                .join(playlistTracks)
                .join(tracks)
                .groupBy(playlists.id, playlists.name)
                .having(length.ge(param("hours", BIGINT).times(MILLISECONDS_PER_HOUR)))
                .orderBy(length.desc(), playlists.id.asc());
        return Question.of(
                "Which playlists last " + hours + " hours or longer?", statement, Parameters.of("hours", hours));
    }

    /** A subquery that refers to the query around it. */
    Question emptyPlaylists() {
        var statement = select(playlists.id.as("playlist"), playlists.name)
                .where(not(exists(select(playlistTracks.trackId).where(playlistTracks.playlistId.eq(playlists.id)))))
                .orderBy(playlists.id.asc());
        return Question.of("Which playlists are empty?", statement);
    }

    /** A subquery as a list of values, and each row once. */
    Question grungeArtists() {
        var grunge = select(playlistTracks.trackId)
                .from(playlistTracks)
                .join(playlists)
                .where(playlists.name.eq("Grunge"));
        var statement = select(artists.id.as("id"), artists.name.as("artist"))
                .distinct()
                .from(tracks)
                .join(albums)
                .join(artists)
                .where(tracks.id.in(grunge))
                .orderBy(artists.id.asc());
        return Question.of("Whom do we hear on the playlist 'Grunge'?", statement);
    }

    /** A choice to group by. It holds literals: a database cannot see that two binds of a statement are the same. */
    Question trackLengths() {
        var length = caseWhen(tracks.milliseconds.lt(literal(120_000)))
                .then(literal("under 2 minutes"))
                .when(tracks.milliseconds.lt(literal(300_000)))
                .then(literal("2 to 5 minutes"))
                .when(tracks.milliseconds.lt(literal(1_200_000)))
                .then(literal("5 to 20 minutes"))
                .otherwise(literal("over 20 minutes"));
        var statement = select(
                        length.as("length"),
                        count().as("tracks"),
                        cast(avg(tracks.unitPrice), numeric(10, 2)).as("average price"))
                .groupBy(length)
                .orderBy(min(tracks.milliseconds).asc());
        return Question.of("How long are our tracks?", statement);
    }

    Question mediaTypes() {
        var statement = select(
                        mediaTypes.name.as("media type"),
                        countDistinct(lines.trackId).as("tracks sold"),
                        revenue.as("revenue"))
                .from(mediaTypes)
                .join(tracks)
                .join(lines)
                .groupBy(mediaTypes.id, mediaTypes.name)
                .orderBy(revenue.desc(), mediaTypes.id.asc());
        return Question.of("Which media types do we sell?", statement);
    }

    /** What has no match stays, with nulls. */
    Question unsoldTracks() {
        var offered = countDistinct(tracks.id);
        var sold = countDistinct(lines.trackId);
        var unsold = offered.minus(sold);
        var statement = select(genres.name.as("genre"), offered.as("tracks"), unsold.as("never sold"))
                .from(genres)
                .join(tracks)
                .leftJoin(lines)
                .groupBy(genres.id, genres.name)
                .orderBy(unsold.desc(), genres.id.asc())
                .limit(8);
        return Question.of("In which genres are most tracks that nobody ever bought?", statement);
    }

    /** A query over a query, compared with the one value of a third. */
    Question generousCustomers() {
        Subquery spending = spending().subquery("spending");
        Subquery all = spending().subquery("all_spending");
        var spent = spending.c(spendingTotal);
        var statement = select(customers.id.as("customer"), customerName.as("name"), customers.country, spent)
                .from(customers)
                .join(spending, spending.c(invoices.customerId).eq(customers.id))
                .where(spent.gt(scalarSubquery(select(avg(all.c(spendingTotal))))))
                .orderBy(spent.desc(), customers.id.asc())
                .limit(10);
        return Question.of("Who spends more than the average customer?", statement);
    }

    private Select<Row2<Integer, BigDecimal>> spending() {
        return select(invoices.customerId, spendingTotal.as("spent")).groupBy(invoices.customerId);
    }

    /** Conditions that hold when a row exists, and when none does. */
    Question jazzWithoutMetal() {
        var statement = select(customers.id.as("customer"), customerName.as("name"))
                .where(hasBought("Jazz"), hasBought("Metal").not())
                .orderBy(customers.id.asc());
        return Question.of("Who buys Jazz but no Metal?", statement);
    }

    private Condition hasBought(String genre) {
        return exists(select(lines.id)
                .from(invoices)
                .join(lines)
                .join(tracks)
                .join(genres)
                .where(invoices.customerId.eq(customers.id), genres.name.eq(genre)));
    }

    /** A list of values, and a value in the place of NULL. */
    Question nordicCustomers() {
        var statement = select(
                        customers.id.as("customer"),
                        customerName.as("name"),
                        customers.country,
                        coalesce(customers.phone, "unknown").as("phone"))
                .where(customers.country.in("Denmark", "Finland", "Iceland", "Norway", "Sweden"))
                .orderBy(customers.id.asc());
        return Question.of("Which customers live in a Nordic country?", statement);
    }

    record LoveSong(Integer id, String track, String artist, String composer) {}

    /** A pattern, one page of the rows, and records that are filled by the names of the columns. */
    Question loveSongs(int page) {
        var statement = select(
                        tracks.id.as("id"),
                        tracks.name.as("track"),
                        artists.name.as("artist"),
                        coalesce(tracks.composer, "unknown").as("composer"))
                .from(tracks)
                .join(albums)
                .join(artists)
                .where(tracks.name.like("%Love%"))
                .orderBy(tracks.id.asc())
                .limit(10)
                .offset(10L * (page - 1));
        return Question.ofRecords(
                "Which songs have 'Love' in their name? (Page " + page + ")",
                LoveSong.class,
                connection -> connection.execute(statement).into(LoveSong.class).all());
    }
}
