package bot.herald.bench;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * An EventSub server in a process of its own that sends chat as fast as it is read, so that the reader's processor time is
 * the reader's alone.
 */
final class Blaster implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CHANNELS = 100;

    private final Process process;
    private final BufferedReader said;
    private final URI address;

    private Blaster(Process process, BufferedReader said, URI address) {
        this.process = process;
        this.said = said;
        this.address = address;
    }

    /** @param events how many it sends to whoever connects */
    static Blaster start(int events) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Blaster.class.getName(),
                            Integer.toString(events))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new Blaster(process, said, URI.create("ws://127.0.0.1:" + said.readLine() + "/ws"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        said.close();
    }

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        int events = Integer.parseInt(args[0]);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            for (int connection = 0; true; connection++) {
                try (Socket client = server.accept()) {
                    serve(client, connection, events);
                } catch (IOException e) {
                    System.err.println("the reader is gone: " + e.getMessage());
                }
            }
        }
    }

    private static void serve(Socket client, int connection, int events) throws IOException, GeneralSecurityException {
        String key = "";
        BufferedReader request =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        String accept = Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1)));
        OutputStream out = client.getOutputStream();
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(frame(welcome()));
        out.flush();
        send(out, connection, events);
        // Held open until the reader goes.
        while (request.read() >= 0) {
            request.read();
        }
    }

    private static void send(OutputStream out, int connection, int events) throws IOException {
        List<ChatFrame> channels = new ArrayList<>();
        for (int channel = 0; channel < CHANNELS; channel++) {
            channels.add(new ChatFrame(1000 + channel, connection));
        }
        int batch = 64;
        ByteArrayOutputStream some = new ByteArrayOutputStream(batch * 2048);
        for (int number = 0; number < events; number++) {
            some.writeBytes(channels.get(number % CHANNELS).numbered(number));
            if (number % batch == batch - 1) {
                some.writeTo(out);
                some.reset();
            }
        }
        some.writeTo(out);
        out.flush();
    }

    /** A channel's lines, put together once: to write each anew would take longer than to read it. */
    private static final class ChatFrame {
        private static final String NUMBER = "NNNNNNNNNNNN";

        private final byte[] bytes;
        private final List<Integer> numbersAt = new ArrayList<>();

        ChatFrame(int channel, int connection) {
            String text = ChatNotification.of(channel, connection, NUMBER);
            bytes = frame(text);
            int header = bytes.length - text.length();
            for (int at = text.indexOf(NUMBER); at >= 0; at = text.indexOf(NUMBER, at + 1)) {
                numbersAt.add(header + at);
            }
        }

        byte[] numbered(int number) {
            for (int at : numbersAt) {
                int rest = number;
                for (int digit = NUMBER.length() - 1; digit >= 0; digit--) {
                    bytes[at + digit] = (byte) ('0' + rest % 10);
                    rest /= 10;
                }
            }
            return bytes;
        }
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[payload.length + 4];
        frame[0] = (byte) 0x81;
        frame[1] = 126;
        frame[2] = (byte) (payload.length >> 8);
        frame[3] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 4, payload.length);
        return frame;
    }

    private static String welcome() {
        return """
                {"metadata":{"message_id":"w","message_type":"session_welcome",\
                "message_timestamp":"2026-01-01T00:00:00.000000000Z"},"payload":{"session":{"id":"s",\
                "status":"connected","connected_at":"2026-01-01T00:00:00.000000000Z",\
                "keepalive_timeout_seconds":600,"reconnect_url":null,"recovery_url":null}}}""";
    }
}
