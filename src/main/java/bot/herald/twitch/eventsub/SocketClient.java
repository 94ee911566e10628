package bot.herald.twitch.eventsub;

import bot.herald.lifecycle.SpareThreads;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;

/** Jetty's WebSocket client, reduced to what event sockets need. Safe for concurrent use. */
final class SocketClient {
    /** One thread waits for data on all sockets, the others read. */
    private static final int THREADS = 5;

    private static final int IDLE_MILLIS = 10_000;
    /** Jetty would share a few connections to a host among many requests; each socket is a connection of its own. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final WebSocketCoreClient jetty;
    private final QueuedThreadPool threads;

    private SocketClient(WebSocketCoreClient jetty, QueuedThreadPool threads) {
        this.jetty = jetty;
        this.threads = threads;
    }

    /** @param base where sockets connect; if there is a proxy for it, all use that */
    static SocketClient start(URI base, Duration connectWithin) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("herald-eventsub");
        threads.setDaemon(true);
        threads.setIdleTimeout(IDLE_MILLIS);
        HttpClient http = new HttpClient(new HttpClientTransportOverHTTP(new ThriftyConnector()));
        http.setExecutor(threads);
        http.setScheduler(new ScheduledExecutorScheduler(SpareThreads.timer()));
        http.getClientConnector().setSelectors(1);
        http.setConnectTimeout(connectWithin.toMillis());
        http.setMaxConnectionsPerDestination(UNLIMITED);
        http.setMaxRequestsQueuedPerDestination(UNLIMITED);
        http.setFollowRedirects(false);
        http.setUserAgentField(null);
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        // Twitch may stay silent for as long as its keepalive says; each connection decides whether it is too long.
        http.setIdleTimeout(0);
        proxy(base, http);
        WebSocketCoreClient jetty =
                new WebSocketCoreClient(http, new WebSocketComponents(null, null, null, null, null, threads));
        // Started first, so that Jetty's components use the threads without managing them.
        LifeCycle.start(threads);
        LifeCycle.start(jetty);
        return new SocketClient(jetty, threads);
    }

    /** The JDK's {@code -Dhttps.proxyHost} and the like, which Jetty ignores. */
    private static void proxy(URI base, HttpClient http) {
        if (!base.getScheme().equals("wss")) {
            return;
        }
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies =
                selector == null ? List.of() : selector.select(URI.create("https://" + base.getRawAuthority() + "/"));
        proxies.stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .limit(1)
                .map(proxy -> (InetSocketAddress) proxy.address())
                .forEach(address -> http.getProxyConfiguration()
                        .addProxy(new HttpProxy(address.getHostString(), address.getPort())));
    }

    WebSocketCoreClient jetty() {
        return jetty;
    }

    void stop() {
        LifeCycle.stop(jetty);
        LifeCycle.stop(threads);
    }
}
