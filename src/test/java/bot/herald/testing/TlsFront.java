package bot.herald.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Speaks TLS on loopback with a certificate made for the purpose, and hands what comes to a server that does not. */
public final class TlsFront implements AutoCloseable {
    public static final String PASSWORD = "changeit";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SSLServerSocket server;
    private final int behind;

    /**
     * @param certificate a key store of {@link #certificate}
     * @param behind the port of the server that speaks without TLS
     */
    public TlsFront(Path certificate, int behind) throws IOException, GeneralSecurityException {
        this.behind = behind;
        KeyStore keys = KeyStore.getInstance(certificate.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Future<?> unused = threads.submit(this::acceptAll);
    }

    /** Makes a certificate for one host name, signed by itself, in a key store that serves as a trust store, too. */
    public static Path certificate(Path folder, String host) throws IOException, InterruptedException {
        Path store = folder.resolve(host + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || !Files.exists(store)) {
            throw new IOException("keytool made no certificate: " + said);
        }
        return store;
    }

    public int port() {
        return server.getLocalPort();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket visitor = server.accept();
                Future<?> unused = threads.submit(() -> serve(visitor));
            } catch (IOException e) {
                return;
            }
        }
    }

    private Void serve(Socket visitor) throws IOException {
        try (visitor;
                Socket inner = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            Future<?> unused = threads.submit(() -> copy(inner, visitor));
            copy(visitor, inner);
        }
        return null;
    }

    private static Void copy(Socket from, Socket to) throws IOException {
        byte[] some = new byte[8192];
        InputStream in = from.getInputStream();
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            to.getOutputStream().write(some, 0, read);
            to.getOutputStream().flush();
        }
        to.close();
        return null;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
