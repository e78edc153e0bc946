package io.cinnabar.examples.chinook;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Some answers, worked out from the files without a database. */
final class Csv {
    private Csv() {}

    static List<NamedCsvRecord> of(String table) {
        try (InputStream file = Csv.class.getResourceAsStream("/chinook/" + table + ".csv")) {
            return CsvReader.builder().ofNamedCsvRecord(new String(file.readAllBytes(), UTF_8)).stream()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> pairs(String table, String key, String value) {
        return of(table).stream().collect(Collectors.toMap(row -> row.getField(key), row -> row.getField(value)));
    }

    static Map<String, BigDecimal> revenueByArtist() {
        Map<String, String> albumOfTrack = pairs("track", "track_id", "album_id");
        Map<String, String> artistOfAlbum = pairs("album", "album_id", "artist_id");
        Map<String, String> artists = pairs("artist", "artist_id", "name");
        var revenue = new HashMap<String, BigDecimal>();
        for (NamedCsvRecord line : of("invoice_line")) {
            BigDecimal amount =
                    new BigDecimal(line.getField("unit_price")).multiply(new BigDecimal(line.getField("quantity")));
            String artist = artists.get(artistOfAlbum.get(albumOfTrack.get(line.getField("track_id"))));
            revenue.merge(artist, amount, BigDecimal::add);
        }
        return revenue;
    }

    static Map<String, BigDecimal> salesByCountry() {
        Map<String, String> countries = pairs("customer", "customer_id", "country");
        var sales = new HashMap<String, BigDecimal>();
        of("invoice")
                .forEach(invoice -> sales.merge(
                        countries.get(invoice.getField("customer_id")),
                        new BigDecimal(invoice.getField("total")),
                        BigDecimal::add));
        return sales;
    }

    static int emptyPlaylists() {
        Set<String> filled = Set.copyOf(of("playlist_track").stream()
                .map(row -> row.getField("playlist_id"))
                .collect(Collectors.toSet()));
        return (int) of("playlist").stream()
                .filter(playlist -> !filled.contains(playlist.getField("playlist_id")))
                .count();
    }

    static String greatest(Map<String, BigDecimal> amounts) {
        return amounts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }
}
