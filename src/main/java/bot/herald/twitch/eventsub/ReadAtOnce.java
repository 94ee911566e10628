package bot.herald.twitch.eventsub;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/**
 * Lets a connection's data be read on the selector thread. Jetty assumes that reading a WebSocket may block, so for
 * every frame it wakes another thread to take over the selector, which costs more than reading the frame. Ours never
 * blocks.
 *
 * @param of the endpoint that does everything else
 */
record ReadAtOnce(EndPoint of) implements EndPoint {
    @Override
    public void fillInterested(Callback reader) {
        of.fillInterested(neverBlocking(reader));
    }

    @Override
    public boolean tryFillInterested(Callback reader) {
        return of.tryFillInterested(neverBlocking(reader));
    }

    private static Callback neverBlocking(Callback reader) {
        return reader instanceof NeverBlocking ? reader : new NeverBlocking(reader);
    }

    private static final class NeverBlocking extends Callback.Nested {
        NeverBlocking(Callback reader) {
            super(reader);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return of.getLocalSocketAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return of.getRemoteSocketAddress();
    }

    @Override
    public boolean isOpen() {
        return of.isOpen();
    }

    @Override
    public long getCreatedTimeStamp() {
        return of.getCreatedTimeStamp();
    }

    @Override
    public void shutdownOutput() {
        of.shutdownOutput();
    }

    @Override
    public boolean isOutputShutdown() {
        return of.isOutputShutdown();
    }

    @Override
    public boolean isInputShutdown() {
        return of.isInputShutdown();
    }

    @Override
    public void close(Throwable cause) {
        of.close(cause);
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        return of.fill(buffer);
    }

    @Override
    public SocketAddress receive(ByteBuffer buffer) throws IOException {
        return of.receive(buffer);
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        return of.flush(buffers);
    }

    @Override
    public boolean send(SocketAddress address, ByteBuffer... buffers) throws IOException {
        return of.send(address, buffers);
    }

    @Override
    public Object getTransport() {
        return of.getTransport();
    }

    @Override
    public long getIdleTimeout() {
        return of.getIdleTimeout();
    }

    @Override
    public void setIdleTimeout(long millis) {
        of.setIdleTimeout(millis);
    }

    @Override
    public boolean isFillInterested() {
        return of.isFillInterested();
    }

    @Override
    public void write(Callback callback, ByteBuffer... buffers) {
        of.write(callback, buffers);
    }

    @Override
    public void write(Callback callback, SocketAddress address, ByteBuffer... buffers) {
        of.write(callback, address, buffers);
    }

    @Override
    public void write(boolean last, ByteBuffer buffer, Callback callback) {
        of.write(last, buffer, callback);
    }

    @Override
    public Callback cancelWrite(Throwable cause) {
        return of.cancelWrite(cause);
    }

    @Override
    public Connection getConnection() {
        return of.getConnection();
    }

    @Override
    public void setConnection(Connection connection) {
        of.setConnection(connection);
    }

    @Override
    public void onOpen() {
        of.onOpen();
    }

    @Override
    public void onClose(Throwable cause) {
        of.onClose(cause);
    }

    @Override
    public void upgrade(Connection to) {
        of.upgrade(to);
    }

    @Override
    public SslSessionData getSslSessionData() {
        return of.getSslSessionData();
    }

    @Override
    public boolean isSecure() {
        return of.isSecure();
    }
}
