package io.cinnabar.examples.chinook;

import io.cinnabar.schema.MetaData;

/** The eleven tables of the store. One instance serves the whole program. */
public final class ChinookSchema {
    public final MetaData metadata = new MetaData();

    public final Artists artists = new Artists(metadata);
    public final Albums albums = new Albums(metadata);
    public final Genres genres = new Genres(metadata);
    public final MediaTypes mediaTypes = new MediaTypes(metadata);
    public final Tracks tracks = new Tracks(metadata);
    public final Playlists playlists = new Playlists(metadata);
    public final PlaylistTracks playlistTracks = new PlaylistTracks(metadata);
    public final Employees employees = new Employees(metadata);
    public final Customers customers = new Customers(metadata);
    public final Invoices invoices = new Invoices(metadata);
    public final InvoiceLines invoiceLines = new InvoiceLines(metadata);
}
