package bot.herald.twitch.door;

import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixCommandProperties.ExecutionIsolationStrategy;
import feign.InvocationHandlerFactory.MethodHandler;
import feign.codec.DecodeException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import rx.schedulers.Schedulers;

/**
 * What Twitch4J's interface returns, without Hystrix's machinery: executing it makes the call on the caller's thread
 * and throws what the call throws. Queued or observed, Hystrix does so too, without a pool, a circuit breaker or a
 * limit.
 */
final class DirectCommand extends HystrixCommand<Object> {
    /** One key for all, since Hystrix keeps counters for each, which cost time continuously. */
    private static final Setter PLAIN = Setter.withGroupKey(HystrixCommandGroupKey.Factory.asKey("twitch"))
            .andCommandKey(HystrixCommandKey.Factory.asKey("twitch"))
            .andCommandPropertiesDefaults(HystrixCommandProperties.Setter()
                    .withExecutionIsolationStrategy(ExecutionIsolationStrategy.SEMAPHORE)
                    .withExecutionIsolationSemaphoreMaxConcurrentRequests(Integer.MAX_VALUE)
                    .withExecutionTimeoutEnabled(false)
                    .withCircuitBreakerEnabled(false)
                    .withFallbackEnabled(false)
                    .withRequestCacheEnabled(false)
                    .withRequestLogEnabled(false));

    /** Whether Hystrix computes, twice a second, the figures that its circuit breaker and dashboard would use. */
    private static final AtomicBoolean COUNTS = new AtomicBoolean(true);

    private final MethodHandler call;
    private final Object @Nullable [] arguments;

    DirectCommand(MethodHandler call, Object @Nullable [] arguments) {
        super(PLAIN);
        if (COUNTS.compareAndSet(true, false)) {
            // The first command starts that; it ends with RxJava's threads.
            Schedulers.shutdown();
        }
        this.call = call;
        this.arguments = arguments;
    }

    @Override
    protected @Nullable Object run() {
        return execute();
    }

    @Override
    public @Nullable Object execute() {
        try {
            return call.invoke(arguments);
        } catch (DecodeException e) {
            // Feign wraps what a decoder throws.
            throw e.getCause() instanceof HelixClient.Failed failed ? failed : e;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call that declares no exception threw one", e);
        }
    }
}
