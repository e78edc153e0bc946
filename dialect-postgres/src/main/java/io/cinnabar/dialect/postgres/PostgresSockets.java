package io.cinnabar.dialect.postgres;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * The sockets of one connection: its own, and those over which the server is asked to stop its statements. The driver
 * leaves them open when the server falls silent while it connects, or while a request to stop is on its way, whoever
 * cancels. Thread-safe.
 */
final class PostgresSockets implements LoopResources {
    private final LoopResources loops;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Channel newest;
    private volatile @Nullable EventLoop loop;
    private volatile boolean isClosed;

    /** No sockets yet; they are served by the event loops. */
    PostgresSockets(LoopResources loops) {
        this.loops = loops;
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loops.onServer(useNative);
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return loops.onClient(useNative);
    }

    @Override
    public boolean daemon() {
        return loops.daemon();
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        if (isClosed) {
            throw new IllegalStateException("The connection that was to be opened is not wanted any more.");
        }
        C channel = loops.onChannel(type, group);
        newest = channel;
        open.add(channel);
        channel.closeFuture().addListener(closed -> open.remove(channel));
        return channel;
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
        return loops.onChannelClass(type, group);
    }

    /** The connection is open, on the newest socket: when that is closed, all are, and it is told. */
    void opened(Runnable whenClosed) {
        Channel own = requireNonNull(newest, "newest");
        loop = own.eventLoop();
        own.closeFuture().addListener(closed -> {
            close();
            whenClosed.run();
        });
    }

    /** The event loop of the connection, or null if it is not open yet. */
    @Nullable
    EventLoop loop() {
        return loop;
    }

    /** Closes all of them, now, and lets none be opened any more. */
    void close() {
        isClosed = true;
        open.forEach(this::close);
    }

    /** Closes all of them; completes when that is done, on their event loop. */
    Mono<Void> closed() {
        return Flux.defer(() -> {
                    List<Channel> closing =
                            open.stream().filter(Channel::isRegistered).toList();
                    close();
                    return Flux.fromIterable(closing);
                })
                .flatMap(channel ->
                        Mono.<Void>create(sink -> channel.closeFuture().addListener(done -> sink.success())))
                .then();
    }

    private void close(Channel channel) {
        if (channel.isRegistered()) {
            channel.close().addListener(done -> open.remove(channel));
        } else {
            channel.unsafe().closeForcibly();
            open.remove(channel);
        }
    }
}
