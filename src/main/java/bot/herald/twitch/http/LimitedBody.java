package bot.herald.twitch.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Receives a body of limited size. If it is larger, the result is empty and no more is read; this closes the connection,
 * as {@link #giveUp()} does.
 */
final class LimitedBody implements BodySubscriber<Optional<byte[]>> {
    private static final int USUAL_BYTES = 1024;

    private final int most;
    private final CompletableFuture<Optional<byte[]>> whole = new CompletableFuture<>();
    /** Copied: a body that arrives in single bytes would otherwise keep a buffer for each. */
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);

    private volatile @Nullable Subscription subscription;

    /** @param most the size limit in bytes */
    LimitedBody(int most) {
        this.most = most;
    }

    /** Ends it unless it is complete. */
    void giveUp() {
        if (whole.completeExceptionally(new HttpTimeoutException("the body is not whole"))) {
            cancel();
        }
    }

    @Override
    public CompletionStage<Optional<byte[]>> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        if (whole.isDone()) {
            begun.cancel();
        } else {
            begun.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (whole.isDone()) {
                return;
            }
            if (bytes.size() + buffer.remaining() > most) {
                whole.complete(Optional.empty());
                cancel();
                return;
            }
            byte[] piece = new byte[buffer.remaining()];
            buffer.get(piece);
            bytes.writeBytes(piece);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        whole.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        if (!whole.isDone()) {
            whole.complete(Optional.of(bytes.toByteArray()));
        }
    }

    private void cancel() {
        Subscription begun = subscription;
        if (begun != null) {
            begun.cancel();
        }
    }
}
