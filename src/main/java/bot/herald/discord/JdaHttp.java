package bot.herald.discord;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** The HTTP client for JDA: one deadline for each request, no repetitions behind JDA's back, and a limit on the answer's length. */
final class JdaHttp {
    private static final long MOST_BYTES = 4L << 20;
    /** Whoever Cloudflare blocks must not come back at once, and it does not say when. */
    private static final String CLOUDFLARE_PAUSE = "60";

    private JdaHttp() {}

    static OkHttpClient.Builder within(Duration patience) {
        return new OkHttpClient.Builder()
                // Otherwise a request without a nonce might post twice.
                .retryOnConnectionFailure(false)
                .callTimeout(patience)
                .addNetworkInterceptor(JdaHttp::pausing)
                .addInterceptor(JdaHttp::limited);
    }

    private static Response pausing(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        boolean isCloudflare = response.code() == 429 && response.header("Via") == null;
        return isCloudflare && response.header("Retry-After") == null
                ? response.newBuilder().header("Retry-After", CLOUDFLARE_PAUSE).build()
                : response;
    }

    private static Response limited(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        ResponseBody body = response.body();
        return response.newBuilder()
                .body(ResponseBody.create(
                        Okio.buffer(new Limited(body.source())), body.contentType(), body.contentLength()))
                .build();
    }

    private static final class Limited extends ForwardingSource {
        private long left = MOST_BYTES;

        Limited(Source whole) {
            super(whole);
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new IOException("Discord's answer is longer than any should be");
            }
            return read;
        }
    }
}
