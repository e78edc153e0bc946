package io.cinnabar.tests.support;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The parts of {@code r2dbc:driver://user:password@host:port/database?options}, still percent-encoded. */
record R2dbcUrl(
        String scheme,
        @Nullable String userInfo,
        String address,
        String database,
        @Nullable String options) {

    static R2dbcUrl parse(String url) {
        int authority = url.indexOf("://");
        if (!url.startsWith("r2dbc:") || authority < 0) {
            throw new IllegalArgumentException("Not an R2DBC URL: it must read r2dbc:driver://host:port/database.");
        }
        URI uri = URI.create("r2dbc" + url.substring(authority));
        String address = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        String path = uri.getRawPath();
        return new R2dbcUrl(
                url.substring(0, authority),
                uri.getRawUserInfo(),
                address,
                path.startsWith("/") ? path.substring(1) : path,
                uri.getRawQuery());
    }

    R2dbcUrl withDatabase(String newDatabase) {
        return new R2dbcUrl(scheme, userInfo, address, newDatabase, options);
    }

    R2dbcUrl withUser(String user, String password) {
        return new R2dbcUrl(scheme, encode(user) + ":" + encode(password), address, database, options);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return scheme + "://" + (userInfo == null ? "" : userInfo + "@") + address + "/" + database
                + (options == null ? "" : "?" + options);
    }
}
